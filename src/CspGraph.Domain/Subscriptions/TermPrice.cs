using CspGraph.Domain.Pricing;

namespace CspGraph.Domain.Subscriptions;

/// <summary>What a whole term of a subscription costs.</summary>
public static class TermPrice
{
    /// <summary>Price per cycle × seats × cycles in the term, to four places, half to even. Null where price, term or cycle is not known, the term is no number of whole cycles, or it is more than is stored.</summary>
    /// <param name="unitPrice">Per seat and billing cycle.</param>
    /// <param name="quantity">Seats.</param>
    /// <param name="term">Its length.</param>
    /// <param name="cycle">How often the price is charged.</param>
    public static decimal? Of(decimal? unitPrice, int quantity, TermDuration? term, BillingCycle cycle)
    {
        var months = cycle switch
        {
            BillingCycle.Monthly => 1,
            BillingCycle.Annual => 12,
            BillingCycle.Triennial => 36,
            _ => 0,
        };
        if (unitPrice is not { } price || Math.Abs(price) > Money.Most || term is not { } length || months == 0 || TermDates.Months(length) % months != 0) return null;
        var amount = price * quantity * (TermDates.Months(length) / months);
        return Math.Abs(amount) <= Money.Most ? decimal.Round(amount, 4) : null;
    }
}
