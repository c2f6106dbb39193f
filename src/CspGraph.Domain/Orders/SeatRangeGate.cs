using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;

namespace CspGraph.Domain.Orders;

/// <summary>Whether as many seats may be bought.</summary>
public static class SeatRangeGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="line">The line, counted from 0.</param>
    /// <param name="title">Of the SKU, as stated.</param>
    /// <param name="quantity">The seats of the line.</param>
    /// <param name="offer">The prices of its offer that hold on the day, one for each pricing tier; without tiers, and without prices, any quantity will do.</param>
    /// <param name="taken">Seats of the same licence that the customer holds, or orders in other lines.</param>
    public static GateResult Of(int line, string title, int quantity, IReadOnlyCollection<Price> offer, int taken) =>
        quantity < 1 ? GateFindings.Of(OrderGateCodes.SeatsOutOfRange, line, quantity, "1 or more")
        : offer.Count > 0 && !offer.Any(price => price.IsFor(quantity)) ? GateFindings.Of(OrderGateCodes.SeatsOutOfRange, line, quantity, Tiers(offer))
        : SeatMaxima.Of(title) is { } most && (long)taken + quantity > most ? GateFindings.Of(OrderGateCodes.SeatsOverCustomerMaximum, line, (long)taken + quantity, most)
        : GateResult.Passed(OrderGate.SeatRange, line, $"{quantity} seats can be bought.");

    static string Tiers(IEnumerable<Price> offer) => string.Join(", ",
        offer.Select(price => (Min: price.PricingTierRangeMin ?? 1, Max: price.PricingTierRangeMax)).Distinct().Order()
            .Select(tier => tier.Max is { } max ? $"{tier.Min} to {max}" : $"{tier.Min} or more"));
}
