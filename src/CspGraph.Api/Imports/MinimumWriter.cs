using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Contracted minimums that a file names, by subscription and first day. The subscriptions are written before.</summary>
sealed class MinimumWriter(CspGraphDb db, FactJoin join, Ids ids, CancellationToken cancellation)
{
    public async Task WriteAsync(IReadOnlyDictionary<MinimumKey, MinimumFacts> stated)
    {
        foreach (var chunk in stated.GroupBy(entry => entry.Key.Subscription).Chunk(FactJoin.RowsPerRead))
        {
            var keys = chunk.Select(group => group.Key).ToArray();
            var subscriptionOf = await db.Subscriptions.Whole().Where(row => keys.Contains(row.SubscriptionId)).ToDictionaryAsync(row => row.SubscriptionId, row => row.Id, cancellation);
            var keyOf = subscriptionOf.ToDictionary(entry => entry.Value, entry => entry.Key);
            var subscriptionIds = keyOf.Keys.ToArray();
            var held = await db.ContractedMinimums.Whole().Where(row => subscriptionIds.Contains(row.SubscriptionId)).Select(row => new { row.SubscriptionId, row.StartsOn, row.Id }).ToListAsync(cancellation);
            var known = held.ToDictionary(row => new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn), row => row.Id);
            var entries = chunk.SelectMany(group => group).ToList();
            foreach (var (key, _) in entries) known.TryAdd(key, ids.Next());
            await join.WriteAsync(entries, known,
                _ => db.ContractedMinimums.Whole().Where(row => subscriptionIds.Contains(row.SubscriptionId)),
                row => (new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn), row.Id),
                (row, facts) => MinimumFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new ContractedMinimum { Id = id, SubscriptionId = subscriptionOf[key.Subscription], StartsOn = key.StartsOn, MinimumQuantity = 0, FactDates = "" };
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
