using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Orders;

/// <summary>Subscriptions of one offer and size that run, or would run.</summary>
/// <param name="CatalogId">Product and SKU: CFQ7TTC0LF8S:0001.</param>
/// <param name="Market">The customer's: ISO 3166-1 alpha-2; null when not known.</param>
/// <param name="Segment">To whom it is sold.</param>
/// <param name="Term">Length of the commitment; null for none.</param>
/// <param name="Cycle">How often is charged.</param>
/// <param name="Quantity">Seats of each.</param>
/// <param name="Count">How many of them there are.</param>
public readonly record struct RunningOffer(string CatalogId, string? Market, PriceSegment Segment, TermDuration? Term, BillingCycle Cycle, int Quantity, int Count = 1)
{
    /// <summary>Whether it is charged again and again: what is bought once, and an Azure plan, which has no price of its own, bind nobody to a month's payment.</summary>
    public bool IsRecurring => Cycle is not BillingCycle.OneTime && (Term is not null || Cycle is not BillingCycle.None);
}

/// <summary>What a month of subscriptions comes to at list price.</summary>
/// <param name="Amount">The sum of those whose price is known, to four places each.</param>
/// <param name="Missing">How many have no price in the currency; they are not in the sum.</param>
public readonly record struct MonthlyCommitment(decimal Amount, int Missing)
{
    /// <summary>The sum in one currency.</summary>
    /// <param name="offers">What runs; what is not recurring is left out.</param>
    /// <param name="prices">The prices that hold on the day, by catalogue id (see <see cref="PriceOfDay"/>).</param>
    /// <param name="currency">ISO 4217.</param>
    public static MonthlyCommitment Of(IEnumerable<RunningOffer> offers, ILookup<string, Price> prices, string currency)
    {
        var sum = default(MonthlyCommitment);
        foreach (var offer in offers.Where(offer => offer.IsRecurring))
        {
            var month = offer.Market is { } market && new OfferTerms(market, offer.Segment, offer.Term, offer.Cycle) is var terms
                ? MonthlyPrice.Of(prices[offer.CatalogId].FirstOrDefault(price => terms.Are(price) && price.Currency == currency && price.IsFor(offer.Quantity))?.ErpPrice, offer.Quantity, offer.Cycle)
                : null;
            sum = month is { } amount ? sum with { Amount = sum.Amount + amount * offer.Count } : sum with { Missing = sum.Missing + offer.Count };
        }
        return sum;
    }
}
