using CspGraph.Domain.Pricing;

namespace CspGraph.Domain.Subscriptions;

/// <summary>What a subscription costs in a month, whatever its billing cycle.</summary>
public static class MonthlyPrice
{
    /// <summary>Price per cycle × seats ÷ months in the cycle, to four places, half to even. Null where there is no cycle to divide by, and where it is more than is stored.</summary>
    /// <remarks>Price and seats may be of different lines, each plausible by itself.</remarks>
    /// <param name="unitPrice">Per seat and billing cycle.</param>
    /// <param name="quantity">Seats.</param>
    /// <param name="cycle">How often the price is charged.</param>
    public static decimal? Of(decimal? unitPrice, int quantity, BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => Round(unitPrice * quantity),
        BillingCycle.Annual => Round(unitPrice * quantity / 12),
        BillingCycle.Triennial => Round(unitPrice * quantity / 36),
        _ => null,
    };

    static decimal? Round(decimal? amount) => amount is { } value && Math.Abs(value) <= Money.Most ? decimal.Round(value, 4) : null;
}
