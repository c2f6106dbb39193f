using System.Globalization;
using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Sheets that state the same prices again.</summary>
public sealed class RestatedPriceTests
{
    static (string, string)[] Of(string start, string price, params (string, string)[] cells) => [("EffectiveStartDate", start), ("UnitPrice", price), .. cells];

    [Fact]
    public async Task A_corrected_sheet_of_the_same_month_holds_and_the_corrected_one_is_kept()
    {
        await using var kit = await ImportKit.CreateAsync();
        await new PriceFile().Line(Of("2025-11-01", "10")).Line(Of("2025-11-01", "7", ("SkuId", "0002"))).ImportAsync(kit);

        var outcome = await new PriceFile().Line(Of("2025-11-01", "11")).Line(Of("2025-11-01", "7", ("SkuId", "0002"))).ImportAsync(kit);

        Assert.Equal((ImportStatus.Succeeded, 0, 1), (outcome.Status, outcome.Created, outcome.Updated));
        Assert.Equal(["|11|", "|7|"], (await PriceFile.ShownAsync(kit)).Select(row => row[row.IndexOf("||", StringComparison.Ordinal)..].Split("432")[0][1..]));
        Assert.Equal(4, (await PriceFile.KeptAsync(kit)).Length);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task Of_two_sheets_of_a_month_the_one_issued_later_holds(params int[] days)
    {
        await using var kit = await ImportKit.CreateAsync();
        foreach (var day in days)
            await PriceFile.ImportAsync(kit, new PriceFile().Line(Of("2025-11-01", $"{day}")).Text(), issuedAt: new DateTime(2025, 11, day, 0, 0, 0, DateTimeKind.Utc));
        Assert.Contains("||2|432|", Assert.Single(await PriceFile.ShownAsync(kit)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_knows_a_later_price_is_newer_even_if_it_comes_first()
    {
        await using var kit = await ImportKit.CreateAsync();
        await new PriceFile().Line(Of("2025-11-01", "10", ("EffectiveEndDate", "2025-11-30"))).Line(Of("2025-12-01", "12")).ImportAsync(kit);
        var before = await PriceFile.ShownAsync(kit);

        var outcome = await new PriceFile().Line(Of("2025-11-01", "9")).ImportAsync(kit);

        Assert.Equal((ImportStatus.Succeeded, 0, 0), (outcome.Status, outcome.Created, outcome.Updated));
        Assert.Equal(before, await PriceFile.ShownAsync(kit));
        Assert.Equal(3, (await PriceFile.KeptAsync(kit)).Length);
    }

    [Fact]
    public async Task The_prices_of_past_months_stay()
    {
        await using var kit = await ImportKit.CreateAsync();
        await new PriceFile().Line(Of("2025-10-01", "10")).ImportAsync(kit);
        await new PriceFile().Line(Of("2025-11-01", "12")).ImportAsync(kit);
        Assert.Equal(2, (await PriceFile.ShownAsync(kit)).Length);
    }

    /// <summary>A sheet of each of up to four months: its own price, and earlier ones restated at random.</summary>
    static readonly Gen<PriceFile[]> Sheets = Gen.Int[0, 3].Array[12].Array[2, 3].Select(months => months.Select((numbers, month) =>
    {
        static string Day(int month) => new DateOnly(2025, 1 + month, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = new PriceFile().Line(Of(Day(month), $"{numbers[0]}"));
        for (var earlier = 0; earlier < month; earlier++)
            for (var sku = 1; sku <= 2; sku++)
                if (numbers[earlier * 2 + sku] is var price and > 0)
                    file.Line(Of(Day(earlier), $"{price}", ("SkuId", $"{sku}"), ("ProductTitle", $"Title {numbers[^1]}"), ("EffectiveEndDate", price == 3 ? Day(month) : "")));
        return file;
    }).ToArray());

    static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));

    [Fact]
    public async Task Sheets_in_any_order_end_equal() => await Sheets.SampleAsync(async sheets =>
    {
        var expected = await ImportedAsync(sheets);
        foreach (var order in Permutations(sheets).Skip(1)) Assert.Equal(expected, await ImportedAsync(order));
    }, iter: 8, threads: 1);

    static async Task<string[]> ImportedAsync(IEnumerable<PriceFile> sheets)
    {
        await using var kit = await ImportKit.CreateAsync();
        foreach (var sheet in sheets) Assert.Empty((await sheet.ImportAsync(kit)).Errors);
        var shown = await PriceFile.ShownAsync(kit);
        Assert.Equal(shown.Length, shown.Select(row => string.Join('|', row.Split('|')[..8])).Distinct().Count());
        return [.. shown, .. await PriceFile.KeptAsync(kit), .. await kit.NetworkAsync()];
    }

    [Fact]
    public async Task The_same_sheet_again_changes_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var sheet = new PriceFile().Line();
        await sheet.ImportAsync(kit);
        var before = await kit.RowsAsync("Prices", "PriceSheets", "Products", "Skus", "ImportRuns", "Tenants");

        Assert.True((await sheet.ImportAsync(kit)).AlreadyImported);

        Assert.Equal(before, await kit.RowsAsync("Prices", "PriceSheets", "Products", "Skus", "ImportRuns", "Tenants"));
    }

    [Fact]
    public async Task Nothing_is_visible_before_all_is_and_a_cancelled_import_leaves_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var sheet = new PriceFile();
        for (var i = 0; i < 12_000; i++) sheet.Line(("ProductId", $"P{i % 40}"), ("SkuId", $"{i / 40}"));
        using var cancel = new CancellationTokenSource();
        var seen = new List<(long, int Stored, int Shown, int Products)>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PriceFile.ImportAsync(kit, sheet.Text(), new Watch(progress =>
        {
            using var db = kit.Open();
            seen.Add((progress.Lines, db.Prices.IgnoreQueryFilters(["Complete"]).Count(), db.Prices.Count(), db.Products.Count()));
            if (progress.Lines == 12_000) cancel.Cancel();
        }), cancel.Token));

        Assert.Equal(Enumerable.Range(1, 6).Select(i => (i * 2_000L, i * 2_000, 0, 0)), seen);
        Assert.Equal((0, 0, 0), (await kit.CountAsync("Prices"), await kit.CountAsync("PriceSheets"), await kit.CountAsync("Products")));
        Assert.Equal((ImportStatus.Succeeded, 12_000), ((await sheet.ImportAsync(kit)).Status, (await PriceFile.ShownAsync(kit)).Length));
    }

    sealed class Watch(Action<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told(value);
    }
}
