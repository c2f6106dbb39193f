using System.Globalization;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class UsageAmountsTests
{
    static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    static UsageLine Line(string? price = null, string? quantity = null, string? rate = null, string? pricing = null, string? total = null) => new()
    {
        Month = new(2026, 1, 1),
        LineNumber = 2,
        MicrosoftCustomerId = Guid.Empty,
        UsageDate = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        BillingCurrency = "EUR",
        UnitPrice = Number(price),
        Quantity = Number(quantity),
        PCToBCExchangeRate = Number(rate),
        PricingCurrency = pricing,
        BillingPreTaxTotal = Number(total),
    };

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", "0")]
    [InlineData("12.34", "12.34")]
    [InlineData("0.486031696515249", "0.486032")]
    [InlineData("-0.486031696515249", "-0.486032")]
    [InlineData("0.0000005", "0")]
    [InlineData("0.0000015", "0.000002")]
    [InlineData("0.0000025", "0.000002")]
    public void A_charge_counts_to_six_places(string? total, string? counted) => Assert.Equal(Number(counted), UsageAmounts.Cost(Line(total: total)));

    [Theory]
    [InlineData("0.0209496384791679", "23.200004", "1", "USD", "0.486032")]
    [InlineData("2", "3", "0.5", "USD", "3")]
    [InlineData("2", "-3", "0.5", "USD", "-3")]
    [InlineData("2", "3", null, null, "6")]
    [InlineData("2", "3", null, "EUR", "6")]
    [InlineData("2", "3", null, "USD", null)]
    [InlineData(null, "3", "1", null, null)]
    [InlineData("2", null, "1", null, null)]
    [InlineData("9999999999999999", "9999999999999999", "0.0000000000000000000000000001", null, null)]
    [InlineData("9999999999999999", "9999999999999999", "9999999999999999", null, null)]
    [InlineData("9000000000000", "1", "1", null, "9000000000000")]
    [InlineData("9000000000001", "1", "1", null, null)]
    public void The_list_price_is_price_times_quantity_times_rate(string? price, string? quantity, string? rate, string? pricing, string? expected) =>
        Assert.Equal(Number(expected), UsageAmounts.ListPrice(Line(price, quantity, rate, pricing)));
}
