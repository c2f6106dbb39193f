using CspGraph.Api.Imports;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Orders;

/// <summary>Holds an order against credit limits.</summary>
static class OrderCredit
{
    /// <summary>One answer for each limit that the order comes under; one in all where there is none.</summary>
    /// <remarks>
    /// What runs under a limit may be out of the viewer's sight, and so is summed but not told. No source states to which segment a running
    /// subscription was sold: it is counted at the commercial list price, which is the highest.
    /// </remarks>
    public static async Task<IReadOnlyList<GateResult>> OfAsync(OrderDesk desk, OrderDraft order)
    {
        var (db, sellers) = (desk.Db, order.Sellers.OfType<Domain.Resellers.Reseller>().Select(seller => seller.Id).ToList());
        var above = await (
            from path in db.ResellerClosure.Whole()
            where sellers.Contains(path.DescendantId) && path.ValidTo == null
            join limit in db.CreditLimits.Whole().AsNoTracking() on (Guid?)path.AncestorId equals limit.ResellerId
            select new { Seller = path.DescendantId, path.Depth, Limit = limit }).ToListAsync(desk.Cancellation);
        var nearest = above.GroupBy(row => row.Seller).ToDictionary(same => same.Key, same => same.MinBy(row => row.Depth)!.Limit);
        if (nearest.Count == 0) return [CreditLimitGate.Of(limit: null, 0, 0, 0)];

        var limited = nearest.Values.Select(limit => limit.ResellerId!.Value).Distinct().ToList();
        var running = await (
            from path in db.ResellerClosure.Whole()
            where limited.Contains(path.AncestorId) && path.ValidTo == null
            join row in db.Subscriptions.Whole() on (Guid?)path.DescendantId equals row.ResellerId
            where row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.Pending
            join sku in db.Skus.Whole() on row.SkuId equals sku.Id
            join customer in db.Customers.Whole() on row.CustomerId equals customer.Id
            group row by new { path.AncestorId, sku.CatalogId, customer.Country, row.TermDuration, row.BillingCycle, row.Quantity } into same
            select new { same.Key, Count = same.Count() }).ToListAsync(desk.Cancellation);
        var used = running.ToLookup(row => row.Key.AncestorId, row => new RunningOffer(row.Key.CatalogId, row.Key.Country, PriceSegment.Commercial, row.Key.TermDuration, row.Key.BillingCycle, row.Key.Quantity, row.Count));
        var prices = await OrderPrices.OfAsync(desk, running.Select(row => row.Key.CatalogId).Concat(order.Lines.Select(line => line.Sku.CatalogId)));
        return [.. nearest.Values.DistinctBy(limit => limit.Id).Select(limit =>
        {
            var before = MonthlyCommitment.Of(used[limit.ResellerId!.Value], prices, limit.Currency);
            var ordered = MonthlyCommitment.Of(
                order.Lines.Where(line => line.Reseller is { } seller && nearest.GetValueOrDefault(seller.Id)?.Id == limit.Id).Select(line => line.RunningIn(order.Customer, order.Input)), prices, limit.Currency);
            var result = CreditLimitGate.Of(limit, before.Amount, ordered.Amount, before.Missing + ordered.Missing);
            return desk.Viewer.May(Right.SeeCosts) ? result : CreditLimitGate.WithoutAmounts(result);
        })];
    }
}
