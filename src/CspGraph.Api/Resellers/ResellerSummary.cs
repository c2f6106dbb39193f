using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Resellers;

/// <summary>What a reseller's subtree comes to.</summary>
sealed record ResellerSummary(int Resellers, int Customers, int Subscriptions, long Seats, IReadOnlyList<Figure> MonthlyCost);

/// <summary>The rollup of a subtree, in the schema.</summary>
sealed class ResellerSummaryType : ObjectType<ResellerSummary>
{
    public ResellerSummaryType() : base("ResellerSummary", "What a reseller's whole subtree comes to, itself included.")
    {
        Field(summary => summary.Resellers, "Resellers under it, itself not counted.");
        Field(summary => summary.Customers, "Customers of the subtree.");
        Field(summary => summary.Subscriptions, "Active subscriptions of the subtree.");
        Field(summary => summary.Seats, "Seats of the active subscriptions.");
        Field(summary => summary.MonthlyCost, "What Microsoft charges for a month of the active subscriptions, one figure per currency.");
    }
}

/// <summary>Summaries of a whole page of resellers: one statement for each kind of figure that is selected.</summary>
static class ResellerSummaries
{
    public static async Task<IReadOnlyList<ResellerSummary>> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var parents = context.Parents.ToList();
        var paths = context.Rows<ResellerClosure>().Where(path => parents.Contains(path.AncestorId) && path.ValidTo == null);
        var resellers = context.Selected.Contains("resellers")
            ? await paths.Where(path => path.Depth > 0).GroupBy(path => path.AncestorId)
                .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, context.Cancellation)
            : [];
        var customers = context.Selected.Contains("customers")
            ? await paths.Join(Under<Customer>(context), path => new { path.TenantId, Id = (Guid?)path.DescendantId }, customer => new { customer.TenantId, Id = customer.ResellerId }, (path, _) => path)
                .GroupBy(path => path.AncestorId).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, context.Cancellation)
            : [];
        var subscriptions = context.Selected.Overlaps(["subscriptions", "seats", "monthlyCost"]) ? await SubscriptionsAsync(paths, context) : Array.Empty<Part>().ToLookup(part => part.Reseller);
        return [.. parents.Select(reseller => new ResellerSummary(
            resellers.GetValueOrDefault(reseller),
            customers.GetValueOrDefault(reseller),
            subscriptions[reseller].Sum(part => part.Subscriptions),
            subscriptions[reseller].Sum(part => part.Seats),
            [.. subscriptions[reseller].GroupBy(part => part.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(currency => Cost(currency, context.Viewer))]))];
    }

    /// <summary>Rows to be joined to the paths of resellers that the viewer sees. What is under those is in the viewer's subtree already, and its filter would be read first, for every row of the tenant.</summary>
    static IQueryable<TEntity> Under<TEntity>(ResolveContext<CspGraphDb, Viewer> context) where TEntity : class, IResellerOwned =>
        context.Db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);

    /// <summary>Grouped down to each reseller of the subtree: the covering index then serves the groups in order, and nothing is sorted.</summary>
    static async Task<ILookup<Guid, Part>> SubscriptionsAsync(IQueryable<ResellerClosure> paths, ResolveContext<CspGraphDb, Viewer> context)
    {
        var parts = await paths
            .Join(Under<CspSubscription>(context).Where(subscription => subscription.Status == SubscriptionStatus.Active),
                path => new { path.TenantId, Id = (Guid?)path.DescendantId }, subscription => new { subscription.TenantId, Id = subscription.ResellerId },
                (path, subscription) => new { path.AncestorId, path.DescendantId, subscription.Currency, subscription.Quantity, subscription.MonthlyCost, subscription.AsOf })
            .GroupBy(row => new { row.AncestorId, row.DescendantId, row.Currency })
            .Select(group => new Part(group.Key.AncestorId, group.Key.Currency, group.Count(), group.Sum(row => (long)row.Quantity),
                group.Sum(row => row.MonthlyCost), group.Count(row => row.MonthlyCost == null), group.Max(row => row.AsOf)))
            .ToListAsync(context.Cancellation);
        return parts.ToLookup(part => part.Reseller);
    }

    static Figure Cost(IGrouping<string, Part> currency, Viewer viewer)
    {
        var missing = currency.Sum(part => part.Missing);
        decimal? known = currency.Sum(part => part.Subscriptions) > missing ? currency.Sum(part => part.MonthlyCost ?? 0) : null;
        return Figure.OfCost(known, currency.Key, currency.Max(part => part.AsOf), viewer.May(Right.SeeCosts), missing);
    }

    sealed record Part(Guid Reseller, string Currency, int Subscriptions, long Seats, decimal? MonthlyCost, int Missing, DateTime AsOf);
}
