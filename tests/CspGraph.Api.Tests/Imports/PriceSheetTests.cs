using System.Globalization;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class PriceSheetTests
{
    static async Task<Price> OnlyAsync(ImportKit kit)
    {
        await using var db = kit.Open();
        return await db.Prices.AsNoTracking().SingleAsync();
    }

    [Fact]
    public async Task A_line_makes_product_SKU_and_price()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await PriceFile.ImportAsync(kit, new PriceFile().Line().Text(), withMark: true);

        Assert.Equal((ImportStatus.Succeeded, 1L, 3, 0), (outcome.Status, outcome.Lines, outcome.Created, outcome.Updated));
        var price = await OnlyAsync(kit);
        Assert.Equal(("CFQ7TTC0LFLX:0001:PT:EUR:Commercial:P1Y:Annual:-", 345.6m, 432m), (price.OfferKey, price.UnitPrice, price.ErpPrice));
        Assert.Equal((new DateOnly(2025, 11, 1), null, TermDuration.P1Y, BillingCycle.Annual, PriceSegment.Commercial),
            (price.EffectiveStartDate, price.EffectiveEndDate, price.TermDuration, price.BillingPlan, price.Segment));
        await using var db = kit.Open();
        var (product, sku) = (await db.Products.SingleAsync(), await db.Skus.SingleAsync());
        Assert.Equal(("CFQ7TTC0LFLX", "Microsoft 365 E3", "Microsoft Corporation", ProductFamily.Microsoft365), (product.ProductId, product.Name, product.Publisher, product.Family));
        Assert.Equal((product.Id, "0001", "CFQ7TTC0LFLX:0001", "Microsoft 365 E3"), (sku.ProductId, sku.SkuId, sku.CatalogId, sku.Name));
    }

    public static TheoryData<string, string, string> Odd => new()
    {
        { "SkuId", "1", "CFQ7TTC0LFLX:0001" },
        { "SkuId", "00pv", "CFQ7TTC0LFLX:00PV" },
        { "ProductId", "cfq7ttc0lflx", "CFQ7TTC0LFLX:0001" },
        { "Market", "pt", ":PT:" },
        { "Currency", "usd", ":USD:" },
        { "TermDuration", "P1M", ":P1M:" },
        { "TermDuration", "p3y", ":P3Y:" },
        { "TermDuration", "P5Y", ":P5Y:" },
        { "TermDuration", "NoTerm", ":NoTerm:" },
        { "TermDuration", "", ":NoTerm:" },
        { "BillingPlan", "monthly", ":Monthly:" },
        { "BillingPlan", "Triennial", ":Triennial:" },
        { "BillingPlan", "one_time", ":OneTime:" },
        { "BillingPlan", "OneTime", ":OneTime:" },
        { "BillingPlan", "None", ":None:" },
        { "BillingPlan", "", ":None:" },
        { "Segment", "Charity", ":Charity:" },
        { "Segment", "government", ":Government:" },
        { "Segment", "EDUCATION", ":Education:" },
        { "Segment", "", ":Commercial:" },
        { "PricingTierRangeMin", "1", ":1-|" },
        { "PricingTierRangeMax", "300", ":-300|" },
        { "UnitPrice", "0", "|0|432|" },
        { "UnitPrice", "0.00", "|0|432|" },
        { "UnitPrice", "500.10", "|500.1|432|" },
        { "UnitPrice", "0.123456789012", "|0.123456789012|432|" },
        { "ERP Price", "", "|345.6||" },
        { "EffectiveStartDate", "2025-11-01", "|2025-11-01||" },
        { "EffectiveStartDate", "2025-11-01T17:00:00.1234567", "|2025-11-01||" },
        { "EffectiveStartDate", "2025-11-01T23:00:00-02:00", "|2025-11-02||" },
        { "EffectiveStartDate", "2/1/2019 12:00:00 AM", "|2019-02-01||" },
        { "EffectiveEndDate", "12/4/2026 8:35:31 PM", "|2025-11-01|2026-12-04|" },
        { "EffectiveEndDate", "2025-11-01T00:00:00.0000000Z", "|2025-11-01|2025-11-01|" },
        { "EffectiveEndDate", "", "|2025-11-01||" },
        { "EffectiveEndDate", "9999-12-31T23:59:59.9999999", "|2025-11-01||" },
        { "UnitOfMeasure", "1 TB", "|1 TB|License|" },
    };

    [Theory, MemberData(nameof(Odd))]
    public async Task An_odd_line_is_taken(string column, string value, string expected)
    {
        await using var kit = await ImportKit.CreateAsync();

        Assert.Empty((await new PriceFile().Line((column, value)).ImportAsync(kit)).Errors);

        Assert.Contains(expected, Assert.Single(await PriceFile.ShownAsync(kit)), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "ProductId", "", "is required" },
        { "SkuId", "", "is required" },
        { "SkuId", "123456789012345678901", "is longer than 20 bytes" },
        { "SkuId", "ɐɐɐɐɐɐɐɐɐɐ", "is longer than 20 bytes" },
        { "ProductId", "ɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐ", "is longer than 40 bytes" },
        { "ProductTitle", new string('x', 251), "is longer than 250 bytes" },
        { "Market", "", "is required" },
        { "Market", "ZZ", "is not the ISO 3166 alpha-2 code of a CSP market" },
        { "Market", "KP", "is not the ISO 3166 alpha-2 code of a CSP market" },
        { "Currency", "", "is required" },
        { "Currency", "DEM", "is not a current ISO 4217 currency" },
        { "TermDuration", "P2Y", "is not P1M, P1Y, P3Y, P5Y or NoTerm" },
        { "TermDuration", "2", "is not P1M, P1Y, P3Y, P5Y or NoTerm" },
        { "BillingPlan", "Weekly", "is not Monthly, Annual, Triennial, OneTime or None" },
        { "Segment", "Nonprofit", "is not Commercial, Education, Charity or Government" },
        { "Segment", "1", "is not Commercial, Education, Charity or Government" },
        { "UnitPrice", "", "is required" },
        { "UnitPrice", "-0.01", "is negative" },
        { "UnitPrice", "1,5", "is not a number as 1234.56, or too large" },
        { "UnitPrice", "NaN", "is not a number as 1234.56, or too large" },
        { "UnitPrice", "1e30", "is not a number as 1234.56, or too large" },
        { "UnitPrice", "1e17", "is too large" },
        { "UnitPrice", "0.1234567890123", "has more than 12 decimal places" },
        { "ERP Price", "-1", "is negative" },
        { "ERP Price", "=1+1", "is not a number as 1234.56, or too large" },
        { "PricingTierRangeMin", "-1", "is negative" },
        { "PricingTierRangeMin", "1.5", "is not a whole number" },
        { "PricingTierRangeMax", "3000000000", "is too large" },
        { "EffectiveStartDate", "", "is required" },
        { "EffectiveStartDate", "1/2/2019", "is not a date as 2025-11-01, 2025-11-01T00:00:00.0000000Z or 2/1/2019 12:00:00 AM (month first)" },
        { "EffectiveStartDate", "13/1/2019 12:00:00 AM", "is not a date as 2025-11-01, 2025-11-01T00:00:00.0000000Z or 2/1/2019 12:00:00 AM (month first)" },
        { "EffectiveStartDate", "2025-02-29", "is not a date as 2025-11-01, 2025-11-01T00:00:00.0000000Z or 2/1/2019 12:00:00 AM (month first)" },
        { "EffectiveStartDate", "1969-12-31", "is before 1970" },
        { "EffectiveStartDate", "9999-11-30", "is more than a year ahead" },
        { "EffectiveEndDate", "2025-10-31T23:59:59Z", "is before EffectiveStartDate" },
        { "EffectiveEndDate", "soon", "is not a date as 2025-11-01, 2025-11-01T00:00:00.0000000Z or 2/1/2019 12:00:00 AM (month first)" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_line_that_cannot_be_taken_is_named_and_nothing_is_imported(string column, string value, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await new PriceFile().Line().Line(("SkuId", "0002"), (column, value)).ImportAsync(kit);

        Assert.Equal([new ImportError(3, column, $"The value {reason}.")], outcome.Errors);
        Assert.Equal((0, 0, 0, 0), (await kit.CountAsync("Prices"), await kit.CountAsync("PriceSheets"), await kit.CountAsync("Products"), await kit.CountAsync("Skus")));
    }

    [Fact]
    public async Task A_tier_ends_where_it_begins_or_later()
    {
        await using var kit = await ImportKit.CreateAsync();
        var sheet = new PriceFile().Line(("PricingTierRangeMin", "1"), ("PricingTierRangeMax", "1")).Line(("PricingTierRangeMin", "2"), ("PricingTierRangeMax", "1"));
        Assert.Equal([new ImportError(3, "PricingTierRangeMax", "The value is less than PricingTierRangeMin.")], (await sheet.ImportAsync(kit)).Errors);
    }

    [Fact]
    public async Task A_sheet_without_the_optional_columns_is_taken_and_one_without_a_required_is_not()
    {
        await using var kit = await ImportKit.CreateAsync();
        string[] required = ["ProductId", "SkuId", "TermDuration", "BillingPlan", "Market", "Currency", "UnitPrice", "EffectiveStartDate"];

        var bare = await PriceFile.ImportAsync(kit, new PriceFile().Line().Text(required));

        Assert.Equal((ImportStatus.Succeeded, 3), (bare.Status, bare.Created));
        Assert.Equal((null, PriceSegment.Commercial), ((await OnlyAsync(kit)).ErpPrice, (await OnlyAsync(kit)).Segment));
        foreach (var column in required)
            Assert.Equal([new ImportError(1, column, "The column is required and not in the header.")],
                (await PriceFile.ImportAsync(kit, new PriceFile().Line().Text(PriceFile.Columns.Where(name => name != column)))).Errors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6_000)]
    public async Task A_line_that_comes_twice_is_kept_once_and_one_that_says_otherwise_is_refused(int between)
    {
        PriceFile Sheet(string again)
        {
            var file = new PriceFile().Line();
            for (var i = 0; i < between; i++) file.Line(("ProductId", $"P{i}"));
            return file.Line(("UnitPrice", again));
        }
        await using var kit = await ImportKit.CreateAsync();

        var otherwise = await Sheet("345.61").ImportAsync(kit);
        var same = await Sheet("345.60").ImportAsync(kit);

        Assert.Equal([new ImportError(between + 3, null, "The price of line 2 is stated again, otherwise: same SKU, conditions and EffectiveStartDate.")], otherwise.Errors);
        Assert.Equal((ImportStatus.Succeeded, between + 2L), (same.Status, same.Lines));
        Assert.Equal((between + 1, between + 1), (await kit.CountAsync("Prices"), (await PriceFile.ShownAsync(kit)).Length));
    }

    [Fact]
    public async Task A_sheet_of_the_usual_shape_comes_in_whole_in_any_order_of_its_lines()
    {
        var sheet = Usual();
        await using var ordered = await ImportKit.CreateAsync();
        await using var shuffled = await ImportKit.CreateAsync();

        var outcome = await sheet.ImportAsync(ordered);
        await sheet.Shuffled(new Random(1)).ImportAsync(shuffled);

        Assert.Equal((ImportStatus.Succeeded, 4_370L, 235 + 1_393 + 4_370, 0), (outcome.Status, outcome.Lines, outcome.Created, outcome.Updated));
        Assert.Equal((235, 1_393, 4_370), (await ordered.CountAsync("Products"), await ordered.CountAsync("Skus"), await ordered.CountAsync("Prices")));
        Assert.Equal(await PriceFile.ShownAsync(ordered), await PriceFile.ShownAsync(shuffled));
        Assert.Equal(await ordered.NetworkAsync(), await shuffled.NetworkAsync());
        await using var db = ordered.Open();
        Assert.Equal(274, await db.Prices.CountAsync(price => price.UnitPrice == 0));
    }

    /// <summary>As many rows of each term and plan as a real sheet of one market has.</summary>
    static PriceFile Usual()
    {
        var file = new PriceFile();
        for (var i = 0; i < 1_393; i++)
        {
            var sku = i / 235 + 1;
            (string, string)[] pair =
            [
                ("ProductId", $"CFQ7TTC{i % 235:00000}"), ("ProductTitle", $"Product {i % 235}"), ("SkuTitle", $"SKU {i}"), ("Market", "US"), ("Currency", "USD"),
                ("SkuId", i % 2 == 0 ? $"{sku}" : $"{sku:0000}"), ("Segment", ((string[])["Commercial", "Education", "Charity", "Government"])[i % 4]),
            ];
            var month = i % 50 + 1.5m;
            void Row(bool isThere, string term, string plan, decimal price)
            {
                if (isThere) file.Line([.. pair, ("TermDuration", term), ("BillingPlan", plan), ("UnitPrice", price.ToString(CultureInfo.InvariantCulture))]);
            }
            Row(i < 1_309, "P1Y", "Annual", i < 208 ? 0 : month * 12);
            Row(i < 1_307, "P1Y", "Monthly", month * 1.05m);
            Row(i is >= 88 and < 1_327, "P1M", "Monthly", month * 1.2m);
            Row(i < 164, "P3Y", "Annual", month * 12);
            Row(i < 143, "P3Y", "Triennial", month * 36);
            Row(i < 142, "P3Y", "Monthly", month * 1.05m);
            Row(i >= 1_327, "P1M", "None", 0);
        }
        return file;
    }
}
