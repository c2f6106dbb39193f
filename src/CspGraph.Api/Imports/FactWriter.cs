using CspGraph.Data;
using CspGraph.Data.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Joins what a file states with what the tenant's rows hold, within the context's transaction.</summary>
/// <param name="db">Within a transaction.</param>
/// <param name="stated">What the file states.</param>
/// <param name="areInvoices">Whether an issue of an invoice states it, which can be superseded: then it is taken back.</param>
/// <param name="context">The import.</param>
/// <param name="cancellation">Stops the writing.</param>
sealed class FactWriter(CspGraphDb db, StatedFacts stated, bool areInvoices, ImportContext context, CancellationToken cancellation)
{
    readonly FactJoin join = new(db, context.Ids, cancellation);
    readonly TouchedRows touched = new();

    public ImportCounts Counts => new(join.Created, join.Updated, touched);

    /// <summary>Each noun after those that it names.</summary>
    public async Task WriteAsync()
    {
        await db.LockTreeAsync(cancellation);
        var before = await ResellerTree.LoadAsync(db, cancellation);
        var resellers = new ResellerWriter(db, join, context.Ids, before, cancellation);
        await resellers.WriteAsync(stated.Resellers, stated.Parents);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        await new CatalogWriter(db, join, cancellation).WriteAsync(stated.Products, stated.Skus);
        var customers = new CustomerWriter(db, join, areInvoices, before, tree, cancellation);
        await customers.WriteAsync(stated.Customers);
        await customers.FollowAsync(resellers.Moved);
        await new AgreementWriter(db, join, cancellation).WriteAsync(stated.Agreements);
        var subscriptions = new SubscriptionWriter(db, join, areInvoices, tree, touched, context.StartedAt, cancellation);
        await subscriptions.WriteAsync(stated.Subscriptions);
        await subscriptions.FollowAsync(customers.Moved);
        touched.Resellers.AddRange(resellers.Moved);
        touched.Customers.AddRange(customers.Moved);
        await new EntitlementWriter(db, cancellation).WriteAsync(stated.Entitlements);
        await new MinimumWriter(db, join, cancellation).WriteAsync(stated.Minimums);
        await stated.DeleteAsync(db, cancellation);
    }

    /// <summary>Takes back what only the superseded lines have stated. Resellers and the catalogue keep what they were told: nobody buys or pays by it.</summary>
    public async Task WithdrawAsync(SupersededLines superseded)
    {
        await db.LockTreeAsync(cancellation);
        var tree = await ResellerTree.LoadAsync(db, cancellation);
        var customers = new CustomerWriter(db, join, areInvoices, tree, tree, cancellation);
        var unstated = await customers.WithdrawAsync(superseded);
        var subscriptions = new SubscriptionWriter(db, join, areInvoices, tree, touched, context.StartedAt, cancellation);
        await subscriptions.WithdrawAsync(superseded);
        await subscriptions.FollowAsync(customers.Moved);
        touched.Customers.AddRange(customers.Moved);
        foreach (var ids in unstated.Chunk(1_000))
            await db.Customers.Whole().Where(row => ids.Contains(row.Id) && !db.Subscriptions.Whole().Any(held => held.CustomerId == row.Id)
                && !db.CustomerAgreements.Whole().Any(held => held.CustomerId == row.Id)).ExecuteDeleteAsync(cancellation);
    }
}
