using CspGraph.Data;
using CspGraph.Data.Usage;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>A line that can be taken, and the statement it is part of.</summary>
readonly record struct DailyUsageLine(StatedUsage Statement, UsageLine Row);

/// <summary>A daily rated usage file. Its lines and their sums by day are written under statements that nobody sees yet, while what they state is gathered.</summary>
sealed class DailyUsageFile : ImportedFile<DailyUsageLine>
{
    /// <summary>A partner has one invoice a month and currency, and late usage of a few months before: more in one file is no such file.</summary>
    const int MostStatements = 10_000;

    readonly CsvLines lines;
    readonly DailyUsageReader reader;
    readonly ImportContext context;
    readonly StatedFacts stated;
    readonly UsageFactGatherer facts;
    readonly Dictionary<(string? InvoiceNumber, DateOnly Month, string Currency), StatedUsage> statements = [];
    readonly HashSet<Guid> written = [];
    readonly UsageWindow window = new();

    DailyUsageFile(CsvLines lines, ImportContext context)
    {
        this.lines = lines;
        this.context = context;
        // A day ahead of UTC it is tomorrow already.
        reader = new(lines, context.Partner, context.StartedAt.AddDays(1));
        stated = new(context.RunId);
        facts = new(stated);
    }

    public override long LineCount => lines.LineCount;
    public override bool HasReadAll => lines.HasReadAll;

    public static async Task<ImportedFile?> OpenAsync(Stream content, ImportContext context, CancellationToken cancellation) =>
        await CsvLines.OpenAsync(content, DailyUsageReader.Header, context.Errors, cancellation) is { } lines ? new DailyUsageFile(lines, context) : null;

    protected override async Task<IReadOnlyList<DailyUsageLine>?> ReadAsync(CancellationToken cancellation)
    {
        var chunk = new List<DailyUsageLine>(LinesPerChunk);
        lines.BeginChunk();
        while (await lines.NextAsync(cancellation))
        {
            if (reader.Take() is not var (invoiceNumber, row)) continue;
            chunk.Add(new(Count(invoiceNumber, row), row));
            // Of a file that is refused nothing is written, nor what is set aside taken over.
            if (context.Errors.Count == 0) facts.Add(row);
        }
        stated.SetAside();
        return lines.IsChunkEmpty ? null : chunk;
    }

    StatedUsage Count(string? invoiceNumber, UsageLine row)
    {
        var key = (invoiceNumber, row.Month, row.BillingCurrency);
        if (!statements.TryGetValue(key, out var statement))
        {
            statements.Add(key, statement = new(context.Ids.Next(), row.Month, row.BillingCurrency, invoiceNumber));
            if (statements.Count > MostStatements)
                context.Errors.Add(new(row.LineNumber, "InvoiceNumber", $"The file names more than {MostStatements:N0} invoices, months and currencies."));
        }
        row.StatementId = statement.Id;
        if (!statement.Add(row)) context.Errors.Add(new(row.LineNumber, "BillingPreTaxTotal", "The sum of what is charged in a month is too large."));
        return statement;
    }

    protected override async Task WriteAsync(CspGraphDb db, IReadOnlyList<DailyUsageLine> lines, CancellationToken cancellation)
    {
        foreach (var (_, row) in lines) window.Add(row);
        await BulkInsert.WriteAsync(db, lines.Select(line => line.Statement).Where(statement => written.Add(statement.Id)).Select(statement => statement.Hidden(context)), cancellation);
        await BulkInsert.WriteAsync(db, lines.Select(line => line.Row), cancellation);
        await stated.SpillAsync(db, cancellation);
        if (window.IsFull) await UsageSums.AddAsync(db, window.Take(), cancellation);
    }

    public override async Task<ImportCounts> ShowAsync(CspGraphDb db, CancellationToken cancellation)
    {
        await UsageSums.AddAsync(db, window.Take(), cancellation);
        var writer = new FactWriter(db, stated, areInvoices: false, context, cancellation);
        await writer.WriteAsync();
        var ours = await db.UsageStatements.WholeAndHidden().Where(row => row.ImportRunId == context.RunId).ToListAsync(cancellation);
        var byId = statements.Values.ToDictionary(statement => statement.Id);
        foreach (var row in ours) byId[row.Id].Complete(row);
        foreach (var (month, currency) in ours.Select(row => (row.Month, row.Currency)).Distinct().ToList())
        {
            // Tracked: those of this file are the same objects.
            var all = await db.UsageStatements.WholeAndHidden().Where(row => row.Month == month && row.Currency == currency && (row.IsComplete || row.ImportRunId == context.RunId)).ToListAsync(cancellation);
            var holding = UsageStatements.Holding(all);
            foreach (var row in all) row.Holds = holding.Contains(row);
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return writer.Counts;
    }

    public override ValueTask DisposeAsync() => lines.DisposeAsync();
}
