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
        var before = await ResellerTree.LoadAsync(db, cancellation);
        var resellers = new ResellerWriter(db, join, ids, before, cancellation);
        await resellers.WriteAsync(stated.Resellers, stated.Parents);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        await new CatalogWriter(db, join, cancellation).WriteAsync(stated.Products, stated.Skus);
        var customers = new CustomerWriter(db, join, before, tree, cancellation);
        await customers.WriteAsync(stated.Customers);
        await customers.FollowAsync(resellers.Moved);
        await new AgreementWriter(db, join, cancellation).WriteAsync(stated.Agreements);
        var subscriptions = new SubscriptionWriter(db, join, tree, cancellation);
        await subscriptions.WriteAsync(stated.Subscriptions);
        await subscriptions.FollowAsync(customers.Moved);
        var minimums = new MinimumWriter(db, join, cancellation);
        await minimums.WriteAsync(stated.Minimums);
        await minimums.FollowSubscriptionsAsync();
        await stated.DeleteAsync(db, cancellation);
    }
}
