using CspGraph.Domain.Orders;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Orders;

public sealed class MonthlyCommitmentTests
{
    static readonly RunningOffer Yearly = new("P:0001", "PT", PriceSegment.Commercial, TermDuration.P1Y, BillingCycle.Annual, 5);

    static readonly ILookup<string, Price> Prices = new[]
    {
        Price("EUR", 120m, max: 10), Price("EUR", 60m, min: 11), Price("USD", 144m), Price("CHF", null),
    }.ToLookup(price => price.CatalogId);

    static Price Price(string currency, decimal? list, int? min = null, int? max = null) => new()
    {
        Id = Guid.Empty,
        ImportRunId = Guid.Empty,
        LineNumber = 2,
        MicrosoftProductId = "P",
        CatalogId = "P:0001",
        Market = "PT",
        Currency = currency,
        Segment = PriceSegment.Commercial,
        TermDuration = TermDuration.P1Y,
        BillingPlan = BillingCycle.Annual,
        PricingTierRangeMin = min,
        PricingTierRangeMax = max,
        OfferKey = "P",
        EffectiveStartDate = new(2026, 1, 1),
        UnitPrice = 1,
        ErpPrice = list,
        IssuedAt = default,
    };

    [Fact]
    public void A_month_of_each_is_its_list_price_of_its_tier() =>
        Assert.Equal(new(3 * 50m + 60m, 0), MonthlyCommitment.Of([Yearly with { Count = 3 }, Yearly with { Quantity = 12 }], Prices, "EUR"));

    [Fact]
    public void Another_currency_has_its_own_prices() => Assert.Equal(new(60m, 0), MonthlyCommitment.Of([Yearly], Prices, "USD"));

    public static TheoryData<RunningOffer> Unpriced => new(
        Yearly with { Market = null }, Yearly with { Market = "ES" }, Yearly with { CatalogId = "P:0002" }, Yearly with { Cycle = BillingCycle.Monthly },
        Yearly with { Cycle = BillingCycle.None }, Yearly with { Segment = PriceSegment.Charity });

    [Theory]
    [MemberData(nameof(Unpriced))]
    public void What_has_no_price_is_counted_and_adds_nothing(RunningOffer offer) =>
        Assert.Equal(new(50m, 2), MonthlyCommitment.Of([Yearly, offer with { Count = 2 }], Prices, "EUR"));

    [Fact]
    public void A_sheet_without_a_list_price_has_none() => Assert.Equal(new(0, 1), MonthlyCommitment.Of([Yearly], Prices, "CHF"));

    [Fact]
    public void What_is_bought_once_and_an_Azure_plan_are_left_out() =>
        Assert.Equal(default, MonthlyCommitment.Of([Yearly with { Cycle = BillingCycle.OneTime }, Yearly with { Term = null, Cycle = BillingCycle.None }], Prices, "EUR"));
}
