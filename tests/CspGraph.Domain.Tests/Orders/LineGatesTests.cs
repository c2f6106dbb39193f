using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

/// <summary>Offer, seats and promotion of a line.</summary>
public sealed class LineGatesTests
{
    static readonly OfferTerms Terms = new("PT", PriceSegment.Commercial, TermDuration.P1Y, BillingCycle.Annual);

    static Price Price(OfferTerms terms, int? min = null, int? max = null) => new()
    {
        Id = Guid.Empty,
        ImportRunId = Guid.Empty,
        LineNumber = 2,
        MicrosoftProductId = "P",
        CatalogId = "P:0001",
        Market = terms.Market,
        Currency = "EUR",
        Segment = terms.Segment,
        TermDuration = terms.Term,
        BillingPlan = terms.Plan,
        PricingTierRangeMin = min,
        PricingTierRangeMax = max,
        OfferKey = "P",
        EffectiveStartDate = new(2026, 1, 1),
        UnitPrice = 1,
        IssuedAt = default,
    };

    public static TheoryData<OfferTerms> OtherTerms => new(
        Terms with { Segment = PriceSegment.Education }, Terms with { Term = TermDuration.P1M }, Terms with { Term = null }, Terms with { Plan = BillingCycle.Monthly });

    [Fact]
    public void An_offer_is_one_of_the_price_sheet()
    {
        var result = OfferGate.Of(2, "Visio Plan 1", Terms, [Price(Terms with { Market = "US" }), Price(Terms)], marketIsKnown: true);
        Assert.Equal(new(OrderGate.Offer, 2, Passed, null, null, "Visio Plan 1 is sold as Commercial, P1Y, Annual in PT.", null), result);
    }

    [Theory]
    [MemberData(nameof(OtherTerms))]
    public void A_SKU_that_is_sold_on_other_terms_only_is_refused(OfferTerms sold) =>
        Assert.Equal((Failed, "OFFER_NOT_ON_THESE_TERMS", null), Of(OfferGate.Of(0, "Visio Plan 1", Terms, [Price(sold)], marketIsKnown: true)));

    [Fact]
    public void A_SKU_that_is_not_sold_in_the_market_is_refused_where_the_market_is_known()
    {
        Assert.Equal((Failed, "OFFER_NOT_IN_MARKET", "800070"), Of(OfferGate.Of(0, "Visio Plan 1", Terms, [Price(Terms with { Market = "US" })], marketIsKnown: true)));
        Assert.Equal((Failed, "OFFER_NOT_IN_MARKET", "800070"), Of(OfferGate.Of(0, "Visio Plan 1", Terms, [], marketIsKnown: true)));
        Assert.Equal((Unknown, "OFFER_UNKNOWN", null), Of(OfferGate.Of(0, "Visio Plan 1", Terms, [Price(Terms with { Market = "US" })], marketIsKnown: false)));
        Assert.Equal((Unknown, "OFFER_UNKNOWN", null), Of(OfferGate.Of(0, "Visio Plan 1", Terms, [], marketIsKnown: false)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(int.MaxValue, true)]
    public void Without_tiers_any_quantity_from_1_will_do(int quantity, bool passes)
    {
        var expected = passes ? (Passed, null, null) : (Failed, (string?)"SEATS_OUT_OF_RANGE", (string?)"2002");
        Assert.Equal(expected, Of(SeatRangeGate.Of(0, "Visio Plan 1", quantity, [], taken: 0)));
        Assert.Equal(expected, Of(SeatRangeGate.Of(0, "Visio Plan 1", quantity, [Price(Terms)], taken: 0)));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(1_000_000, true)]
    public void With_tiers_it_is_within_one(int quantity, bool passes) => Assert.Equal(
        passes ? Passed : Failed, SeatRangeGate.Of(0, "Visio Plan 1", quantity, [Price(Terms, 100), Price(Terms, 5, 10)], taken: 0).Outcome);

    [Fact]
    public void The_tiers_are_told() => Assert.Equal("50 seats are not within what can be bought: 1 to 10, 100 or more.",
        SeatRangeGate.Of(0, "Visio Plan 1", 50, [Price(Terms, 100), Price(Terms, null, 10), Price(Terms, 100)], taken: 0).Message);

    [Theory]
    [InlineData("Microsoft 365 Copilot Business", 300, 0, true)]
    [InlineData("Microsoft 365 Copilot Business", 301, 0, false)]
    [InlineData("Microsoft 365 Copilot Business", 100, 200, true)]
    [InlineData("Microsoft 365 Copilot Business", 101, 200, false)]
    [InlineData("Copilot Business", 301, 0, false)]
    [InlineData("Microsoft 365 Copilot Business", int.MaxValue, int.MaxValue, false)]
    [InlineData("Microsoft 365 Copilot", 301, 200, true)]
    public void A_customer_holds_300_seats_of_Copilot_Business_at_most(string title, int quantity, int taken, bool passes) => Assert.Equal(
        passes ? (Passed, null, null) : (Failed, "SEATS_OVER_CUSTOMER_MAXIMUM", null), Of(SeatRangeGate.Of(0, title, quantity, [], taken)));

    [Theory]
    [InlineData("39NFJQT1PM6C:0005:39NFJQT1Q5L7", true)]
    [InlineData("39nfjqt1pm6c:5:39nfjqt1q5l7", true)]
    [InlineData("39NFJQT1PM6C:0006:39NFJQT1Q5L7", false)]
    [InlineData("39NFJQT1PM6D:0005:39NFJQT1Q5L7", false)]
    [InlineData("39NFJQT1PM6C:0005", false)]
    [InlineData("39NFJQT1PM6C:0005:", false)]
    [InlineData("39NFJQT1PM6C:0005:39NFJQT1Q5L7:1", false)]
    [InlineData("", false)]
    public void A_promotion_is_one_of_the_line_s_product_and_SKU(string id, bool passes) => Assert.Equal(
        passes ? (Passed, null, null) : (Failed, "PROMOTION_MISMATCH", null), Of(PromotionGate.Of(0, id, new("39NFJQT1PM6C", "0005"))));

    [Fact]
    public void A_line_without_a_promotion_is_not_asked() => Assert.Equal((NotApplicable, null, null), Of(PromotionGate.Of(0, null, new("P", "0001"))));

    static (CheckOutcome Outcome, string? Code, string? Upstream) Of(GateResult result) => (result.Outcome, result.Code, result.UpstreamCode);
}
