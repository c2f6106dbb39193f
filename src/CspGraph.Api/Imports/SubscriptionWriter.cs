using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Subscriptions that a file names, and those that follow a customer to another reseller.</summary>
sealed class SubscriptionWriter(CspGraphDb db, FactJoin join, EntityIds ids, ResellerTree tree, CustomerWriter customers, CancellationToken cancellation)
{
    public async Task WriteAsync(Dictionary<Guid, SubscriptionFacts> stated)
    {
        foreach (var chunk in stated.Chunk(FactJoin.RowsPerRead))
        {
            var keys = chunk.Select(entry => entry.Key).ToArray();
            var held = await (
                from row in db.Subscriptions.Whole().AsNoTracking()
                where keys.Contains(row.SubscriptionId)
                join customer in db.Customers.Whole() on row.CustomerId equals customer.Id
                join sku in db.Skus.Whole() on row.SkuId equals sku.Id
                join product in db.Products.Whole() on row.ProductId equals product.Id
                select new { row.Id, row.CustomerId, customer.EntraTenantId, customer.ResellerId, ProductKey = product.ProductId, sku.SkuId })
                .ToDictionaryAsync(row => row.Id, cancellation);
            foreach (var row in held.Values) customers.ResellerOf.TryAdd(row.CustomerId, row.ResellerId);
            await join.WriteAsync(chunk, ids.Subscriptions,
                _ => db.Subscriptions.Whole().Where(row => keys.Contains(row.SubscriptionId)),
                row => (row.SubscriptionId, row.Id),
                (row, facts) => Write(row, SubscriptionFacts.Of(row, held[row.Id].EntraTenantId, new(held[row.Id].ProductKey, held[row.Id].SkuId)).Join(facts)),
                (subscriptionId, facts, id) =>
                {
                    var row = new CspSubscription
                    {
                        Id = id,
                        SubscriptionId = subscriptionId,
                        Name = "",
                        CustomerId = Guid.Empty,
                        ProductId = Guid.Empty,
                        SkuId = Guid.Empty,
                        Quantity = 0,
                        Currency = "",
                        BillingCycle = BillingCycle.None,
                        Status = SubscriptionStatus.Active,
                        StartDate = facts.StartDate,
                        AsOf = default,
                    };
                    Write(row, facts);
                    return row;
                });
        }
    }

    /// <summary>What hangs on a customer follows it to its new reseller, so that nobody keeps seeing what is no longer theirs.</summary>
    public async Task FollowMovedCustomersAsync()
    {
        foreach (var moved in customers.Moved.Chunk(FactJoin.RowsPerRead))
        {
            foreach (var agreement in await db.CustomerAgreements.Whole().Where(row => moved.Contains(row.CustomerId)).ToListAsync(cancellation))
                agreement.ResellerId = customers.ResellerOf[agreement.CustomerId];
            foreach (var row in await db.Subscriptions.Whole().Where(row => moved.Contains(row.CustomerId)).ToListAsync(cancellation))
                row.ResellerId = SellerOf(row, SubscriptionFacts.Of(row, default, default).PartnerOfRecord?.Value);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    void Write(CspSubscription row, SubscriptionFacts facts)
    {
        // What the file does not name is the row's own, and stays.
        if (facts.Customer is { } customer && ids.Customers.TryGetValue(customer.Value, out var customerId)) row.CustomerId = customerId;
        if (facts.Sku is { } sku && ids.Skus.TryGetValue(sku.Value, out var skuId)) (row.ProductId, row.SkuId) = (ids.Products[sku.Value.ProductId], skuId);
        row.ResellerId = SellerOf(row, facts.PartnerOfRecord?.Value);
        facts.WriteTo(row);
    }

    /// <summary>Its Partner of Record, or who holds the customer under that PLA ID; where no source names one, who holds the customer.</summary>
    Guid? SellerOf(CspSubscription row, string? partnerOfRecord)
    {
        var holder = customers.ResellerOf[row.CustomerId];
        return partnerOfRecord switch
        {
            null => holder,
            "" => null,
            _ => tree.Seller(partnerOfRecord, holder),
        };
    }
}
