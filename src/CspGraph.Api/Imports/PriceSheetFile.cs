using CspGraph.Data;
using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>A licence-based price sheet. Its lines are written under a sheet that nobody sees yet, while what they state of products and SKUs is gathered.</summary>
sealed class PriceSheetFile : ImportedFile<PriceSheetLine>
{
    readonly CsvLines lines;
    readonly PriceSheetReader reader;
    readonly ImportContext context;
    readonly StatedFacts stated;
    PriceSheet? sheet;

    PriceSheetFile(CsvLines lines, ImportContext context)
    {
        this.lines = lines;
        this.context = context;
        reader = new(lines, context);
        stated = new(context.RunId);
    }

    public override long LineCount => lines.LineCount;
    public override bool HasReadAll => lines.HasReadAll;

    public static async Task<ImportedFile?> OpenAsync(Stream content, ImportContext context, CancellationToken cancellation) =>
        await CsvLines.OpenAsync(content, PriceSheetReader.Header, context.Errors, cancellation) is { } lines ? new PriceSheetFile(lines, context) : null;

    protected override async Task<IReadOnlyList<PriceSheetLine>?> ReadAsync(CancellationToken cancellation)
    {
        var chunk = new List<PriceSheetLine>(LinesPerChunk);
        lines.BeginChunk();
        while (await lines.NextAsync(cancellation))
        {
            if (reader.Take() is { } line) chunk.Add(line);
        }
        return lines.IsChunkEmpty ? null : chunk;
    }

    protected override async Task WriteAsync(CspGraphDb db, IReadOnlyList<PriceSheetLine> lines, CancellationToken cancellation)
    {
        if (lines.Count == 0) return;
        if (sheet is null)
        {
            sheet = new PriceSheet { Id = context.RunId, IssuedAt = context.IssuedAt };
            db.Add(sheet);
            await db.SaveChangesAsync(cancellation);
        }
        var once = new Dictionary<(string, DateOnly), Price>(lines.Count);
        foreach (var line in lines)
        {
            stated.Add(line);
            var row = line.Row;
            row.Id = context.Ids.Next();
            if (row.EffectiveStartDate > sheet.StatedOn) sheet.StatedOn = row.EffectiveStartDate;
            if (!once.TryAdd((row.OfferKey, row.EffectiveStartDate), row)) Compare(once[(row.OfferKey, row.EffectiveStartDate)], row);
        }
        await BulkInsert.WriteAsync(db, once.Values, cancellation);
        await CompareWithEarlierChunksAsync(db, lines[0].Row.LineNumber, cancellation);
        stated.SetAside();
        await stated.SpillAsync(db, cancellation);
    }

    public override async Task<ImportCounts> ShowAsync(CspGraphDb db, CancellationToken cancellation)
    {
        var writer = new FactWriter(db, stated, areInvoices: false, context, cancellation);
        await writer.WriteAsync();
        var (created, updated) = await new PriceWriter(db, sheet!, cancellation).ShowAsync();
        var counts = writer.Counts;
        return counts with { Created = counts.Created + created, Updated = counts.Updated + updated };
    }

    public override ValueTask DisposeAsync() => lines.DisposeAsync();

    /// <summary>A line that a file repeats is kept once. The index tells, so that no key of the file is held in memory.</summary>
    async Task CompareWithEarlierChunksAsync(CspGraphDb db, int firstLine, CancellationToken cancellation)
    {
        var ours = db.Prices.WholeAndHidden().AsNoTracking().Where(row => row.ImportRunId == context.RunId);
        var repeated = await (
            from row in ours
            where row.LineNumber >= firstLine
            join earlier in ours on new { row.OfferKey, row.EffectiveStartDate } equals new { earlier.OfferKey, earlier.EffectiveStartDate }
            // Written so that no index is searched by it: SQLite would take the one by line, and read all earlier lines for each.
            where firstLine - earlier.LineNumber > 0
            select new { Row = row, Earlier = earlier }).ToListAsync(cancellation);
        foreach (var pair in repeated) Compare(pair.Earlier, pair.Row);
        var ids = repeated.ConvertAll(pair => pair.Row.Id);
        if (ids.Count > 0) await db.Prices.WholeAndHidden().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    void Compare(Price earlier, Price row)
    {
        if (!row.StatesTheSameAs(earlier))
            context.Errors.Add(new(row.LineNumber, null, $"The price of line {earlier.LineNumber} is stated again, otherwise: same SKU, conditions and EffectiveStartDate."));
    }
}
