using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>Joins what a file states with what the tenant's rows hold, within the context's transaction.</summary>
sealed class FactWriter(CspGraphDb db, StatedFacts stated, EntityIds ids, CancellationToken cancellation)
{
    readonly FactJoin join = new(db, cancellation);

    public int Created => join.Created;
    public int Updated => join.Updated;

    /// <summary>Each noun after those that it names.</summary>
    public async Task WriteAsync()
    {
        await new ResellerWriter(db, join, ids, cancellation).WriteAsync(stated.Resellers);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        await new CatalogWriter(db, join, ids).WriteAsync(stated.Products, stated.Skus);
        var customers = new CustomerWriter(db, join, ids, tree);
        await customers.WriteAsync(stated.Customers);
        var subscriptions = new SubscriptionWriter(db, join, ids, tree, customers, cancellation);
        await subscriptions.WriteAsync(stated.Subscriptions);
        await subscriptions.FollowMovedCustomersAsync();
    }
}
