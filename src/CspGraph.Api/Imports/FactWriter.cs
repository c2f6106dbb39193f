using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>Joins what a file states with what the tenant's rows hold, within the context's transaction.</summary>
sealed class FactWriter(CspGraphDb db, StatedFacts stated, EntityIds ids, Ids next, CancellationToken cancellation)
{
    readonly FactJoin join = new(db, cancellation);

    public int Created => join.Created;
    public int Updated => join.Updated;

    /// <summary>Each noun after those that it names.</summary>
    public async Task WriteAsync()
    {
        var before = await ResellerTree.LoadAsync(db, cancellation);
        var resellers = new ResellerWriter(db, join, ids, before, cancellation);
        await resellers.WriteAsync(stated.Resellers, stated.Parents);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        await new CatalogWriter(db, join, ids).WriteAsync(stated.Products, stated.Skus);
        var customers = new CustomerWriter(db, join, ids, before, tree, cancellation);
        await customers.WriteAsync(stated.Customers);
        await customers.FollowMovedResellersAsync(resellers.Moved);
        await new AgreementWriter(db, join, next, cancellation).WriteAsync(stated.Agreements);
        var subscriptions = new SubscriptionWriter(db, join, ids, tree, customers, cancellation);
        await subscriptions.WriteAsync(stated.Subscriptions);
        await subscriptions.FollowMovedCustomersAsync();
        var minimums = new MinimumWriter(db, join, next, cancellation);
        await minimums.WriteAsync(stated.Minimums);
        await minimums.FollowSubscriptionsAsync();
    }
}
