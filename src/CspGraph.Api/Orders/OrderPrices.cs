using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Orders;

/// <summary>What price sheets say on the day of an order.</summary>
static class OrderPrices
{
    /// <summary>The prices of some SKUs that hold on the day, by catalogue id.</summary>
    public static async Task<ILookup<string, Price>> OfAsync(OrderDesk desk, IEnumerable<string> catalogIds)
    {
        var ids = catalogIds.Distinct().ToList();
        return PriceOfDay.Of(await InEffect(desk).Where(row => ids.Contains(row.CatalogId)).ToListAsync(desk.Cancellation), desk.Today).ToLookup(price => price.CatalogId);
    }

    /// <summary>Whether any price of a market holds on the day.</summary>
    public static Task<bool> AreKnownInAsync(OrderDesk desk, string market) => InEffect(desk).AnyAsync(row => row.Market == market, desk.Cancellation);

    static IQueryable<Price> InEffect(OrderDesk desk)
    {
        var today = desk.Today;
        return desk.Rows<Price>().Where(row => !row.IsSuperseded && row.EffectiveStartDate <= today && (row.EffectiveEndDate == null || row.EffectiveEndDate.Value >= today));
    }
}
