using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Contracted minimums that a file names, by subscription and first day. The subscriptions are written before.</summary>
sealed class MinimumWriter(CspGraphDb db, FactJoin join, CancellationToken cancellation)
{
    public async Task WriteAsync(Stated<MinimumKey, MinimumFacts> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var keys = batch.Select(entry => entry.Key.Subscription).Distinct().ToArray();
            var subscriptions = await db.Subscriptions.Whole().Where(row => keys.Contains(row.SubscriptionId))
                .Select(row => new { row.SubscriptionId, row.Id, row.ResellerId }).ToDictionaryAsync(row => row.SubscriptionId, cancellation);
            var keyOf = subscriptions.Values.ToDictionary(row => row.Id, row => row.SubscriptionId);
            var subscriptionIds = keyOf.Keys.ToArray();
            var rows = await db.ContractedMinimums.Whole().AsNoTracking().Where(row => subscriptionIds.Contains(row.SubscriptionId)).ToListAsync(cancellation);
            await join.WriteAsync(batch, rows, row => new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn),
                (row, facts) => MinimumFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var (subscription, reseller) = (subscriptions[key.Subscription].Id, subscriptions[key.Subscription].ResellerId);
                    var row = new ContractedMinimum { Id = id, SubscriptionId = subscription, ResellerId = reseller, StartsOn = key.StartsOn, MinimumQuantity = 0, FactDates = "" };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }
}
