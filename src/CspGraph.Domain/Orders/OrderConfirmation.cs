using CspGraph.Domain.Catalog;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Orders;

/// <summary>Whether a subscription that a source tells of is what was ordered here.</summary>
/// <remarks>No file names the order. So a subscription of the same customer is taken for it which is of the same SKU, in nothing that the source states another, and begins near the day of the order.</remarks>
public static class OrderConfirmation
{
    /// <summary>Days before the order on which it may begin: terms can be aligned to an earlier day, and sources round to months' ends.</summary>
    public const int DaysBefore = 3;

    /// <summary>Days after the order on which it may begin: provisioning takes time.</summary>
    public const int DaysAfter = 10;

    /// <summary>Whether it fits.</summary>
    /// <param name="order">What awaits confirmation.</param>
    /// <param name="sku">The SKU of the order.</param>
    /// <param name="stated">What the source states, of the order's customer.</param>
    public static bool Fits(CspSubscription order, SkuKey sku, SubscriptionFacts stated) =>
        order is { AwaitsConfirmation: true, OrderedAt: { } at } && DateOnly.FromDateTime(at) is var day
        && stated.StartDate >= day.AddDays(-DaysBefore) && stated.StartDate <= day.AddDays(DaysAfter)
        && stated.Sku?.Value == sku
        // Of another seller's Partner of Record it is another's order.
        && (stated.PartnerOfRecord is not { } partner || partner.Value == (order.PartnerOfRecordId ?? ""))
        && (stated.Quantity is not { } seats || seats.Value == order.Quantity)
        && (stated.Term is not { } term || term.Value == order.TermDuration)
        && (stated.Cycle is not { } cycle || cycle.Value == order.BillingCycle);
}
