using System.Text;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A licence-based price sheet under construction, by the documented columns.</summary>
sealed class PriceFile
{
    public static readonly string[] Columns = ("ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,"
        + "PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment").Split(',');

    readonly List<Dictionary<string, string>> lines = [];

    /// <summary>Adds a plausible line, with some cells as given.</summary>
    public PriceFile Line(params (string Column, string Value)[] cells)
    {
        var line = new Dictionary<string, string>
        {
            ["ProductTitle"] = "Microsoft 365 E3",
            ["ProductId"] = "CFQ7TTC0LFLX",
            ["SkuId"] = "0001",
            ["SkuTitle"] = "Microsoft 365 E3",
            ["Publisher"] = "Microsoft Corporation",
            ["SkuDescription"] = "Apps, e-mail, \"security\"",
            ["TermDuration"] = "P1Y",
            ["BillingPlan"] = "Annual",
            ["Market"] = "PT",
            ["Currency"] = "EUR",
            ["UnitPrice"] = "345.6",
            ["EffectiveStartDate"] = "2025-11-01T00:00:00.0000000Z",
            ["EffectiveEndDate"] = "9999-11-30T23:59:59.0000000Z",
            ["Tags"] = "License",
            ["ERP Price"] = "432",
            ["Segment"] = "Commercial",
        };
        foreach (var (column, value) in cells) line[column] = value;
        lines.Add(line);
        return this;
    }

    public PriceFile Shuffled(Random random)
    {
        var file = new PriceFile();
        file.lines.AddRange(lines.OrderBy(_ => random.Next()));
        return file;
    }

    public string Text(IEnumerable<string>? columns = null)
    {
        var order = (columns ?? Columns).ToArray();
        var text = new StringBuilder().AppendJoin(',', order).Append("\r\n");
        foreach (var line in lines) text.AppendJoin(',', order.Select(column => $"\"{line.GetValueOrDefault(column, "").Replace("\"", "\"\"")}\"")).Append("\r\n");
        return text.ToString();
    }

    public Task<ImportOutcome> ImportAsync(ImportKit kit) => ImportAsync(kit, Text());

    public static Task<ImportOutcome> ImportAsync(ImportKit kit, string text, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default, bool withMark = false, DateTime? issuedAt = null) =>
        FileImport.RunAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, null), new(ImportKind.PriceSheet, "prices.csv", issuedAt),
            ReconciliationFile.Stream(text, withMark), progress, TimeProvider.System, cancellation);

    /// <summary>Every price that is shown, as sheets state it: none of our ids, no time of ours.</summary>
    public static async Task<string[]> ShownAsync(ImportKit kit) => await LinesAsync(kit, rows => rows.Where(row => !row.IsSuperseded));

    /// <summary>Every line of every sheet, shown or not, and which of them no longer hold.</summary>
    public static async Task<string[]> KeptAsync(ImportKit kit) => await LinesAsync(kit, rows => rows);

    static async Task<string[]> LinesAsync(ImportKit kit, Func<IQueryable<Domain.Pricing.Price>, IQueryable<Domain.Pricing.Price>> seen)
    {
        await using var db = kit.Open();
        return [.. (await seen(db.Prices.AsNoTracking()).ToListAsync()).Select(row => FormattableString.Invariant(
            $"{row.OfferKey}|{row.MicrosoftProductId}|{row.Market}|{row.Currency}|{row.Segment}|{row.TermDuration}|{row.BillingPlan}|{row.EffectiveStartDate:yyyy-MM-dd}|{row.EffectiveEndDate:yyyy-MM-dd}|{row.UnitPrice:0.############}|{row.ErpPrice:0.############}|{row.UnitOfMeasure}|{row.Tags}|{(row.IsSuperseded ? "superseded" : "")}"))
            .Order(StringComparer.Ordinal)];
    }
}
