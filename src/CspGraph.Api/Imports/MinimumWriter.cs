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
                .Select(row => new { row.SubscriptionId, row.Id }).ToDictionaryAsync(row => row.SubscriptionId, row => row.Id, cancellation);
            var keyOf = subscriptions.ToDictionary(entry => entry.Value, entry => entry.Key);
            var subscriptionIds = keyOf.Keys.ToArray();
            var rows = await db.ContractedMinimums.Whole().AsNoTracking().Where(row => subscriptionIds.Contains(row.SubscriptionId)).ToListAsync(cancellation);
            await join.WriteAsync(batch, rows, row => new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn),
                (row, facts) => MinimumFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new ContractedMinimum { Id = id, SubscriptionId = subscriptions[key.Subscription], StartsOn = key.StartsOn, MinimumQuantity = 0, FactDates = "" };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }

    /// <summary>Gives every minimum to who sold its subscription, whatever made the two differ.</summary>
    public Task FollowSubscriptionsAsync() => db.ContractedMinimums.Whole()
        .Where(row => db.Subscriptions.Whole().Any(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId
            && (held.ResellerId != row.ResellerId || (held.ResellerId == null) != (row.ResellerId == null))))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId,
            row => db.Subscriptions.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId).Select(held => held.ResellerId).Single()), cancellation);
}
