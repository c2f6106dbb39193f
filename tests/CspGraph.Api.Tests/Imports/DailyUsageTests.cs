using System.Text.Json;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class DailyUsageTests
{
    const string Spend = """spend(from: "2026-01-01", to: "2026-01-31") { lines cost { value { amount currency } visibility } listPrice { value { amount } visibility missing } groups { day } }""";

    [Fact]
    public async Task A_line_is_kept_as_it_is_and_counts_as_spend()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportUsageAsync(new UsageFile().Line());

        Assert.Empty(outcome.Errors);
        Assert.Equal((ImportStatus.Succeeded, 1L, 4), (outcome.Status, outcome.Lines, outcome.Created));
        await using var db = kit.Open();
        var line = await db.UsageLines.Whole().SingleAsync();
        Assert.Equal((new DateOnly(2026, 1, 1), 2L, 0.045m, 10m, 0.35m, "Storage", "Partner Subscription"),
            (line.Month, line.LineNumber, line.UnitPrice, line.Quantity, line.BillingPreTaxTotal, line.MeterCategory, line.EntitlementDescription));
        var customer = await db.Customers.Whole().SingleAsync();
        Assert.Equal(("Contoso", "testcustomerdomain.onmicrosoft.com", "US", UsageFile.Customer), (customer.Name, customer.Domain, customer.Country, customer.EntraTenantId));
        Assert.Equal("67890", (await db.Resellers.Whole().SingleAsync(row => row.Id == customer.ResellerId)).PlaId);
        Assert.Equal(
            """{"data":{"customers":{"nodes":[{"spend":{"lines":1,"cost":[{"value":{"amount":"0.35","currency":"EUR"},"visibility":"VISIBLE"}],"listPrice":[{"value":{"amount":"0.414"},"visibility":"VISIBLE","missing":0}],"groups":[{"day":"2026-01-05"}]}}]}}}""",
            await kit.AskAsync(Spend));
    }

    [Fact]
    public async Task A_reseller_sees_the_list_price_of_its_customers_and_no_cost_and_loses_both_with_the_customer()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportUsageAsync(new UsageFile().Line());
        await using var db = kit.Open();
        var reseller = new Viewer(1, Role.ResellerAdmin, (await db.Resellers.Whole().SingleAsync()).Id);

        var before = await kit.AskAsync(Spend, reseller);
        await kit.ImportUsageAsync(new UsageFile().Line(("Tier2MpnId", "77777"), ("UsageDate", "2026-01-06")));
        var newer = new Viewer(1, Role.ResellerAdmin, (await db.Resellers.Whole().SingleAsync(row => row.PlaId == "77777")).Id);

        Assert.Contains("""cost":[{"value":null,"visibility":"HIDDEN"}],"listPrice":[{"value":{"amount":"0.414"},"visibility":"VISIBLE","missing":0}]""", before, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"customers":{"nodes":[]}}}""", await kit.AskAsync(Spend, reseller));
        Assert.Contains("\"amount\":\"0.414\"", await kit.AskAsync(Spend, newer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-02", "2026-01-01")]
    [InlineData("2026-01-01", "2027-01-02")]
    public async Task A_range_that_is_none_or_longer_than_a_year_is_refused(string from, string to)
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportUsageAsync(new UsageFile().Line());
        Assert.Contains("\"code\":\"BAD_USER_INPUT\"", await kit.AskAsync($"spend(from: \"{from}\", to: \"{to}\") {{ lines }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leap_year_fits()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportUsageAsync(new UsageFile().Line());
        Assert.Contains("\"lines\":0", await kit.AskAsync("""spend(from: "2024-01-01", to: "2024-12-31") { lines }"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_the_API_mean_the_same()
    {
        var names = new Dictionary<string, string> { ["Tier2MpnId"] = "resellerMpnId", ["Unit"] = "unitOfMeasure", ["PartnerEarnedCreditPercentage"] = "rateOfPartnerEarnedCredit", ["CreditPercentage"] = "rateOfCredit" };
        await using var files = await ImportKit.CreateAsync();
        await using var api = await ImportKit.CreateAsync();

        await files.ImportUsageAsync(new UsageFile().Line().Text());
        var outcome = await api.ImportUsageAsync(new UsageFile().Line().Text(UsageFile.Columns.Reverse().Append("invoiceLineItemType"), name => names.GetValueOrDefault(name, char.ToLowerInvariant(name[0]) + name[1..])));

        Assert.Empty(outcome.Errors);
        Assert.Equal(await Line(files), await Line(api));

        static async Task<string> Line(ImportKit kit)
        {
            await using var db = kit.Open();
            return JsonSerializer.Serialize((object)await db.UsageLines.Whole().Select(row => new { row.ResellerMpnId, row.Unit, row.PartnerEarnedCreditPercentage, row.CreditPercentage, row.BillingPreTaxTotal, row.Tags }).SingleAsync());
        }
    }

    [Theory]
    [InlineData("PartnerId", "2b8940db-5089-539c-e757-520ed1d1bc88", "The value is not the Microsoft tenant id of this tenant.")]
    [InlineData("PartnerId", "", "The value is required.")]
    [InlineData("CustomerId", "", "The value is required.")]
    [InlineData("CustomerId", "Contoso", "The value is not a GUID.")]
    [InlineData("CustomerCountry", "ZZ", "The value is not the ISO 3166 alpha-2 code of a CSP market.")]
    [InlineData("Tier2MpnId", "=1+1", "The value is not a PLA ID: digits only.")]
    [InlineData("UsageDate", "", "The value is required.")]
    [InlineData("UsageDate", "05/01/2026", "The value is not a date as 2021-05-20 or 2021-05-20T18:48:30Z.")]
    [InlineData("UsageDate", "1969-12-31", "The value is before 1970.")]
    [InlineData("UsageDate", "9999-12-31", "The value is in the future.")]
    [InlineData("ChargeStartDate", "1900-01-01", "The value is before 1970.")]
    [InlineData("BillingCurrency", "", "The value is required.")]
    [InlineData("BillingCurrency", "XYZ", "The value is not a current ISO 4217 currency.")]
    [InlineData("PricingCurrency", "euro", "The value is not a current ISO 4217 currency.")]
    [InlineData("BillingPreTaxTotal", "NaN", "The value is not a number as 1234.56, or too large.")]
    [InlineData("BillingPreTaxTotal", "1e30", "The value is not a number as 1234.56, or too large.")]
    [InlineData("BillingPreTaxTotal", "1e16", "The value is too large.")]
    [InlineData("BillingPreTaxTotal", "9000000000001", "The sum of what is charged in a month is too large.")]
    [InlineData("BillingPreTaxTotal", "0,35", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Quantity", "0.00000000000000000000000000001", "The value has more than 28 decimal places.")]
    [InlineData("EntitlementId", "subscription", "The value is not a GUID.")]
    [InlineData("SubscriptionId", "42", "The value is not a GUID.")]
    [InlineData("ResourceGroup", "a\0b", "The value contains a NUL character.")]
    public async Task A_line_that_cannot_be_taken_is_named_and_nothing_is_written(string column, string value, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportUsageAsync(new UsageFile().Line().Line((column, value)).Line());

        Assert.Equal([new(3, column, reason)], outcome.Errors);
        foreach (var table in new[] { "UsageLines", "UsageDays", "UsageStatements", "UsageEntitlements", "StagedPages", "Customers", "Resellers", "Products" })
            Assert.Equal((table, 0), (table, await kit.CountAsync(table)));
    }

    [Theory]
    [InlineData("BillingPreTaxTotal", "-0.35")]
    [InlineData("BillingPreTaxTotal", "-0")]
    [InlineData("BillingPreTaxTotal", "")]
    [InlineData("Quantity", "-23.200004")]
    [InlineData("UnitPrice", "3.9999999999999998E-08")]
    [InlineData("EffectiveUnitPrice", "0.1835431430074643")]
    [InlineData("CustomerName", "=cmd|'/c calc'!A1")]
    [InlineData("EntitlementId", "")]
    [InlineData("Tier2MpnId", "-1")]
    [InlineData("InvoiceNumber", "")]
    [InlineData("ChargeStartDate", "")]
    [InlineData("MeterCategory", "")]
    public async Task A_line_that_is_odd_but_right_is_taken(string column, string value)
    {
        await using var kit = await ImportKit.CreateAsync();
        Assert.Empty((await kit.ImportUsageAsync(new UsageFile().Line((column, value)))).Errors);
        Assert.Equal(1, await kit.CountAsync("UsageDays"));
    }

    [Fact]
    public async Task Nothing_is_seen_of_a_file_until_it_is_whole_and_the_same_file_again_changes_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var file = new UsageFile();
        for (var i = 0; i < ImportedFile.LinesPerChunk + 1; i++) file.Line();

        var broken = await kit.ImportUsageAsync(new UsageFile().Line().Text()[..^20]);
        Assert.NotEmpty(broken.Errors);
        Assert.Equal(0, await kit.CountAsync("UsageStatements"));
        Assert.Empty((await kit.ImportUsageAsync(file)).Errors);
        var before = await kit.SpendAsync();
        Assert.True((await kit.ImportUsageAsync(file)).AlreadyImported);

        Assert.Equal(before, await kit.SpendAsync());
        Assert.Equal(ImportedFile.LinesPerChunk + 1, await kit.CountAsync("UsageLines"));
        Assert.Contains($"\"lines\":{ImportedFile.LinesPerChunk + 1}", await kit.AskAsync(Spend), StringComparison.Ordinal);
    }
}
