namespace CspGraph.Domain.Usage;

/// <summary>Which statements about one month in one currency hold, so that no usage is counted twice.</summary>
/// <remarks>
/// An unbilled export holds all unbilled usage of the month up to its last day, so a later one replaces it whole. Once any
/// invoice states usage of the month, no unbilled export of it holds: the invoice closes the month. Different invoices add
/// up. Of an invoice that was issued anew the latest issue holds, by the date that whoever sends the file gives it, else by its
/// import: the lines do not say which issue they are of.
/// </remarks>
public static class UsageStatements
{
    /// <summary>The statements that hold.</summary>
    /// <param name="ofMonth">All complete statements about one month in one currency.</param>
    public static IReadOnlySet<UsageStatement> Holding(IReadOnlyCollection<UsageStatement> ofMonth)
    {
        var billed = ofMonth.Where(statement => statement.InvoiceNumber is not null).GroupBy(statement => statement.InvoiceNumber).ToList();
        if (billed.Count > 0) return billed.Select(invoice => invoice.MaxBy(Issue)!).ToHashSet();
        return ofMonth.OrderBy(statement => statement.LastUsageOn).ThenBy(statement => statement.LineCount).ThenBy(Issue).TakeLast(1).ToHashSet();
    }

    static (DateTime, DateTime, Guid) Issue(UsageStatement statement) => (statement.IssuedAt, statement.ImportedAt, statement.Id);
}
