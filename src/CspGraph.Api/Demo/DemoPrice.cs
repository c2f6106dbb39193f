using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>What Microsoft charges a demo tenant.</summary>
static class DemoPrice
{
    public const decimal PartnerShare = 0.80m;
    const decimal MonthlyTermUplift = 1.20m;
    const decimal MonthlyBillingUplift = 1.05m;

    /// <summary>Per seat and billing cycle, in the market's currency.</summary>
    public static decimal PerCycle(DemoOffer offer, DemoMarket market, TermDuration term, BillingCycle cycle)
    {
        var month = Round(offer.ListPrice * PartnerShare * market.PerUsd);
        return (term, cycle) switch
        {
            (TermDuration.P1M, _) => Round(month * MonthlyTermUplift),
            (_, BillingCycle.Annual) => month * 12,
            (_, BillingCycle.Triennial) => month * 36,
            _ => Round(month * MonthlyBillingUplift),
        };
    }

    static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
