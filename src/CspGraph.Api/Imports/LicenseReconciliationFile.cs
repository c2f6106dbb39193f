using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>A new-commerce invoice reconciliation file. Its lines are written under invoices that nobody sees yet, while what they state is gathered.</summary>
sealed class LicenseReconciliationFile : ImportedFile<ReconciliationLine>
{
    /// <summary>A partner has one invoice a month and currency: more in one file is no such file.</summary>
    const int MostInvoices = 10_000;

    readonly CsvLines lines;
    readonly LicenseReconciliationReader reader;
    readonly ImportContext context;
    readonly StatedFacts stated;
    readonly Dictionary<string, Invoice> invoices = [];

    LicenseReconciliationFile(CsvLines lines, ImportContext context)
    {
        this.lines = lines;
        this.context = context;
        reader = new(lines, context.Partner, context.StartedAt.AddYears(1));
        stated = new(context.RunId);
    }

    public override long LineCount => lines.LineCount;
    public override bool HasReadAll => lines.HasReadAll;

    public static async Task<ImportedFile?> OpenAsync(Stream content, ImportContext context, CancellationToken cancellation) =>
        await CsvLines.OpenAsync(content, LicenseReconciliationReader.Header, context.Errors, cancellation) is { } lines ? new LicenseReconciliationFile(lines, context) : null;

    protected override async Task<IReadOnlyList<ReconciliationLine>?> ReadAsync(CancellationToken cancellation)
    {
        var chunk = new List<ReconciliationLine>(LinesPerChunk);
        lines.BeginChunk();
        while (await lines.NextAsync(cancellation))
        {
            if (reader.Take() is not { } line) continue;
            chunk.Add(line);
            // Of a file that is refused nothing is written, nor what is set aside taken over.
            if (context.Errors.Count == 0) stated.Add(line);
        }
        stated.SetAside();
        return lines.IsChunkEmpty ? null : chunk;
    }

    protected override async Task WriteAsync(CspGraphDb db, IReadOnlyList<ReconciliationLine> lines, CancellationToken cancellation)
    {
        var added = new List<Invoice>();
        foreach (var line in lines)
        {
            if (!invoices.TryGetValue(line.InvoiceNumber, out var invoice)) added.Add(invoice = Begin(line));
            line.Row.Id = context.Ids.Next();
            line.Row.InvoiceId = invoice.Id;
            invoice.LineCount++;
            invoice.Subtotal += line.Row.Subtotal;
            invoice.TaxTotal += line.Row.TaxTotal;
            invoice.Total += line.Row.Total;
            if (Math.Abs(invoice.Subtotal) > Money.Most || Math.Abs(invoice.TaxTotal) > Money.Most || Math.Abs(invoice.Total) > Money.Most)
                context.Errors.Add(new(line.Row.LineNumber, "Total", "The invoice's sum is too large."));
        }
        if (invoices.Count > MostInvoices) context.Errors.Add(new(lines[^1].Row.LineNumber, "InvoiceNumber", $"The file has more than {MostInvoices:N0} invoices."));
        if (context.Errors.Count > 0) return;
        await BulkInsert.WriteAsync(db, added, cancellation);
        await BulkInsert.WriteAsync(db, lines.Select(line => line.Row), cancellation);
        await stated.SpillAsync(db, cancellation);
    }

    public override bool StatesResellers => true;

    public override async Task<ImportCounts> ShowAsync(CspGraphDb db, CancellationToken cancellation)
    {
        var writer = new FactWriter(db, stated, areInvoices: true, context, cancellation);
        await writer.WriteAsync();
        var superseded = new List<Guid>();
        foreach (var chunk in invoices.Values.Chunk(1_000)) superseded.AddRange(await CompleteAsync(db, chunk, cancellation));
        if (superseded.Count > 0) await writer.WithdrawAsync(new(db, superseded, cancellation));
        return writer.Counts;
    }

    public override ValueTask DisposeAsync() => lines.DisposeAsync();

    Invoice Begin(ReconciliationLine line)
    {
        var invoice = new Invoice
        {
            Id = context.Ids.Next(),
            Number = line.InvoiceNumber,
            Currency = line.Row.Currency,
            ImportRunId = context.RunId,
            ImportedAt = context.StartedAt,
            IssuedAt = context.IssuedAt,
        };
        invoices.Add(invoice.Number, invoice);
        return invoice;
    }

    /// <summary>Shows the invoices. Of several issues of one number the latest holds; each points to the one after it. Returns those that were stated and do not hold.</summary>
    static async Task<IReadOnlyCollection<Guid>> CompleteAsync(CspGraphDb db, Invoice[] ours, CancellationToken cancellation)
    {
        foreach (var invoice in ours)
        {
            invoice.IsComplete = true;
            db.Update(invoice);
        }
        var numbers = ours.Select(invoice => invoice.Number).ToArray();
        var known = await db.Invoices.Whole().Where(row => numbers.Contains(row.Number)).ToListAsync(cancellation);
        var superseded = new List<Guid>();
        foreach (var issues in known.Concat(ours).GroupBy(invoice => invoice.Number))
        {
            Invoice? later = null;
            foreach (var issue in issues.OrderByDescending(issue => issue.IssuedAt).ThenByDescending(issue => issue.Id))
            {
                if (issue.SupersededById is null && later is not null) superseded.Add(issue.Id);
                issue.SupersededById = later?.Id;
                later = issue;
            }
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return superseded;
    }
}
