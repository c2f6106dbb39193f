using CspGraph.Domain.Usage;

namespace CspGraph.Api.Imports;

/// <summary>A statement as a file's lines make it, while they are read.</summary>
sealed class StatedUsage(Guid id, DateOnly month, string currency, string? invoiceNumber)
{
    decimal turnover;

    public Guid Id { get; } = id;
    public DateOnly Month { get; } = month;
    public string Currency { get; } = currency;
    public DateOnly First { get; private set; } = DateOnly.MaxValue;
    public DateOnly Last { get; private set; }
    public long LineCount { get; private set; }
    public decimal Cost { get; private set; }

    /// <summary>Counts a line; false when it is the one with which the sums leave the range of what is stored.</summary>
    public bool Add(UsageLine line)
    {
        var day = line.Day();
        if (day < First) First = day;
        if (day > Last) Last = day;
        LineCount++;
        Cost += UsageAmounts.Cost(line) ?? 0;
        var wasTooMuch = turnover > UsageAmounts.Most;
        turnover += Math.Abs(line.BillingPreTaxTotal ?? 0) + Math.Abs(UsageAmounts.ListPrice(line) ?? 0);
        return wasTooMuch || turnover <= UsageAmounts.Most;
    }

    /// <summary>The row under which its first lines are written, seen by nobody.</summary>
    public UsageStatement Hidden(ImportContext context) => new()
    {
        Id = Id,
        Month = Month,
        Currency = Currency,
        InvoiceNumber = invoiceNumber,
        ImportRunId = context.RunId,
        ImportedAt = context.StartedAt,
        IssuedAt = context.IssuedAt,
    };

    /// <summary>Says of the row what all its lines come to.</summary>
    public void Complete(UsageStatement row)
    {
        (row.IsComplete, row.LineCount, row.Cost) = (true, LineCount, Cost);
        (row.FirstUsageOn, row.LastUsageOn) = (First, Last);
    }
}
