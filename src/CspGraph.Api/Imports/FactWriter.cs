using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>Joins what a file states with what the tenant's rows hold, within the context's transaction.</summary>
sealed class FactWriter(CspGraphDb db, StatedFacts stated, Ids ids, CancellationToken cancellation)
{
    readonly FactJoin join = new(db, ids, cancellation);

    public int Created => join.Created;
    public int Updated => join.Updated;

    /// <summary>Each noun after those that it names.</summary>
    public async Task WriteAsync()
    {
        await new ResellerWriter(db, join, cancellation).WriteAsync(stated.Resellers);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        await new CatalogWriter(db, join, cancellation).WriteAsync(stated.Products, stated.Skus);
        var customers = new CustomerWriter(db, join, tree, cancellation);
        await customers.WriteAsync(stated.Customers);
        var subscriptions = new SubscriptionWriter(db, join, tree, cancellation);
        await subscriptions.WriteAsync(stated.Subscriptions);
        await subscriptions.FollowAsync(customers.Moved);
        await new EntitlementWriter(db, cancellation).WriteAsync(stated.Entitlements);
        await stated.DeleteAsync(db, cancellation);
    }
}
