using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Orders;

/// <summary>What a line asks for, besides its SKU.</summary>
/// <param name="Market">The customer's: ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Segment">To whom it is sold.</param>
/// <param name="Term">Length of the commitment; null for none.</param>
/// <param name="Plan">How often is charged.</param>
public readonly record struct OfferTerms(string Market, PriceSegment Segment, TermDuration? Term, BillingCycle Plan)
{
    /// <summary>Whether a price is one of these terms, whatever its tier and currency.</summary>
    public bool Are(Price price) => price.Market == Market && price.Segment == Segment && price.TermDuration == Term && price.BillingPlan == Plan;

    /// <summary>For people: Commercial, P1Y, Annual in PT.</summary>
    public override string ToString() => $"{Segment}, {Term?.ToString() ?? "NoTerm"}, {Plan} in {Market}";
}

/// <summary>Whether a SKU is sold on a line's terms.</summary>
public static class OfferGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="line">The line, counted from 0.</param>
    /// <param name="sku">What is to be bought, as people know it.</param>
    /// <param name="terms">On which terms.</param>
    /// <param name="prices">All prices of the SKU that hold on the day (see <see cref="PriceOfDay"/>), of any market.</param>
    /// <param name="marketIsKnown">Whether any price of the market, of whatever SKU, holds on the day: else no sheet of it was read, and that this SKU has none tells nothing.</param>
    public static GateResult Of(int line, string sku, OfferTerms terms, IReadOnlyCollection<Price> prices, bool marketIsKnown) =>
        prices.Any(terms.Are) ? GateResult.Passed(OrderGate.Offer, line, $"{sku} is sold as {terms}.")
        : prices.Any(price => price.Market == terms.Market) ? GateFindings.Of(OrderGateCodes.OfferNotOnTheseTerms, line, sku, terms)
        : marketIsKnown ? GateFindings.Of(OrderGateCodes.OfferNotInMarket, line, sku, terms.Market)
        : GateFindings.Of(OrderGateCodes.OfferUnknown, line, terms.Market);
}
