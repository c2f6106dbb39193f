using System.Linq.Expressions;

namespace CspGraph.Domain.Pricing;

/// <summary>Which price of an offer holds on a day.</summary>
/// <remarks>
/// Of the prices that no newer sheet restates and that are in effect on the day, their first and last days included, the one that came into effect last.
/// Sheets leave the end of a price open when its successor begins, so that prices of one offer overlap: the successor
/// holds from its first day on. Where it ends before its predecessor does, the predecessor holds again.
/// </remarks>
public static class PriceOfDay
{
    /// <summary>Whether a price holds on a day among others, in a form that a database understands too.</summary>
    public static readonly Expression<Func<IQueryable<Price>, Price, DateOnly, bool>> Holds = (prices, price, day) =>
        !price.IsSuperseded && price.EffectiveStartDate <= day && (price.EffectiveEndDate == null || price.EffectiveEndDate.Value >= day)
        && !prices.Any(later => !later.IsSuperseded && later.OfferKey == price.OfferKey && later.EffectiveStartDate > price.EffectiveStartDate
            && later.EffectiveStartDate <= day && (later.EffectiveEndDate == null || later.EffectiveEndDate.Value >= day));

    /// <summary>Of all prices of some offers, those that hold on a day.</summary>
    public static IEnumerable<Price> Of(IEnumerable<Price> prices, DateOnly day) =>
        prices.Where(price => !price.IsSuperseded && price.EffectiveStartDate <= day && (price.EffectiveEndDate is null || price.EffectiveEndDate >= day))
            .GroupBy(price => price.OfferKey).Select(offer => offer.MaxBy(price => price.EffectiveStartDate)!);
}
