using System.Globalization;
using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Neither the order of lines, nor that of files, nor where a window ends, shows in what is spent.</summary>
public sealed class OrderOfUsageTests
{
    /// <summary>Few keys, so that sums meet; amounts that are rounded, missing, negative and too fine.</summary>
    static readonly Gen<(string, string)[]> Lines = Gen.Int[0, 999].Array[7].Select(n => ((string, string)[])
    [
        ("CustomerId", Pick(n[0], UsageFile.Customer.ToString(), "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2")),
        ("CustomerName", Pick(n[0] / 7, "Contoso", "Zoë", "")),
        ("UsageDate", $"2026-01-{n[1] % 3 + 1:00}"),
        ("EntitlementId", Pick(n[2], "66bada28-271e-4b7a-aaf5-c0ead6312345", "31cdf47f-b249-4edd-9319-637862d8c0b4", "")),
        ("EntitlementDescription", Pick(n[2] / 7, "Production", "Test")),
        ("MeterCategory", Pick(n[3], "Storage", "Virtual Machines", "")),
        ("BillingPreTaxTotal", Pick(n[4], "0.35", "0.486031696515249", "-1.2345675", "0.0000005", "", "30.7197334080551")),
        ("BillingCurrency", Pick(n[5], "EUR", "USD")),
        ("Quantity", Pick(n[6], "23.200004", "24.0", "-1", "")),
    ]);

    static string Pick(int number, params string[] values) => values[number % values.Length];

    static async Task<string[]> SpendOf(IEnumerable<(string Invoice, (string, string)[][] Lines, DateTime? IssuedAt)> files)
    {
        await using var kit = await ImportKit.CreateAsync();
        foreach (var (invoice, lines, issuedAt) in files)
        {
            var file = new UsageFile();
            foreach (var line in lines) file.Line([.. line, ("InvoiceNumber", invoice)]);
            Assert.Empty((await kit.ImportUsageAsync(file, issuedAt)).Errors);
        }
        return [.. await kit.SpendAsync(), .. await kit.NetworkAsync()];
    }

    [Fact]
    public async Task Lines_in_any_order_come_to_the_sums_that_decimals_give() => await Lines.Array[1, 40].SampleAsync(async lines =>
    {
        var forward = await SpendOf([("G1", lines, null)]);
        Assert.Equal(forward, await SpendOf([("G1", [.. lines.Reverse()], null)]));
        var expected = lines.Sum(line => decimal.Round(Number(line, "BillingPreTaxTotal") ?? 0, 6, MidpointRounding.ToEven));
        await using var kit = await ImportKit.CreateAsync();
        var file = new UsageFile();
        foreach (var line in lines) file.Line(line);
        await kit.ImportUsageAsync(file);
        await using var db = kit.Open();
        var days = await db.UsageDays.Whole().ToListAsync();
        Assert.Equal(expected, days.Sum(day => day.Cost));
        Assert.Equal(lines.Length, days.Sum(day => day.Lines));
        Assert.Equal(lines.Count(line => Number(line, "BillingPreTaxTotal") is null), days.Sum(day => day.CostMissing));
        Assert.Equal(lines.Count(line => Number(line, "Quantity") is null), days.Sum(day => day.ListPriceMissing));
        Assert.Equal(lines.Sum(line => decimal.Round(0.045m * (Number(line, "Quantity") ?? 0) * 0.92m, 6, MidpointRounding.ToEven)), days.Sum(day => day.ListPrice));
    }, iter: 8, threads: 1);

    /// <summary>Bills, an unbilled export that grew, and a bill issued anew.</summary>
    [Fact]
    public async Task Files_in_any_order_end_in_the_same_spend() => await Lines.Array[2, 5].Array[4].SampleAsync(async lines =>
    {
        var (first, second) = (new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 9, 0, 0, 0, DateTimeKind.Utc));
        (string, (string, string)[][], DateTime?)[][] sets =
        [
            [("G1", lines[0], first), ("G1", lines[1], second), ("G2", lines[2], first), ("", lines[3], second)],
            [("", lines[0], first), ("", lines[1], second), ("", lines[2], second.AddDays(1))],
        ];
        foreach (var files in sets)
        {
            var expected = await SpendOf(files);
            Assert.Equal(expected, await SpendOf(files.Reverse()));
            Assert.Equal(expected, await SpendOf([.. files.Skip(1), files[0]]));
        }
    }, iter: 4, threads: 1);

    /// <summary>As if a window ended after every few lines.</summary>
    [Fact]
    public async Task Sums_that_are_added_in_parts_are_those_added_at_once() => await Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Decimal[-1_000, 1_000]).Array[1, 60].SampleAsync(async lines =>
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportUsageAsync(new UsageFile().Line());
        await using var db = kit.Open();
        var statement = (await db.UsageStatements.Whole().SingleAsync()).Id;
        await using var transaction = await db.BeginWriteAsync(default);
        await db.UsageDays.Whole().ExecuteDeleteAsync();
        foreach (var part in lines.Chunk(7))
        {
            var window = new UsageWindow();
            foreach (var (customer, day, amount) in part)
                window.Add(new UsageLine
                {
                    Month = new(2026, 1, 1),
                    StatementId = statement,
                    LineNumber = 2,
                    MicrosoftCustomerId = new Guid(customer, 0, 0, new byte[8]),
                    UsageDate = new DateTime(2026, 1, 1 + day, 0, 0, 0, DateTimeKind.Utc),
                    BillingCurrency = "EUR",
                    BillingPreTaxTotal = amount,
                });
            await CspGraph.Data.Usage.UsageSums.AddAsync(db, window.Take(), default);
        }
        var stored = await db.UsageDays.Whole().OrderBy(row => row.MicrosoftCustomerId).ThenBy(row => row.Day).Select(row => new { row.Cost, row.Lines }).ToListAsync();
        var expected = lines.GroupBy(line => (line.Item1, line.Item2)).OrderBy(group => group.Key)
            .Select(group => new { Cost = group.Sum(line => decimal.Round(line.Item3, 6, MidpointRounding.ToEven)), Lines = (long)group.Count() });
        Assert.Equal(expected, stored);
    }, iter: 15, threads: 1);

    static decimal? Number((string Column, string Value)[] line, string column) =>
        line.Single(cell => cell.Column == column).Value is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
