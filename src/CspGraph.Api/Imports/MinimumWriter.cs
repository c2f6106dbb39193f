using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Contracted minimums that a file names, by subscription and first day.</summary>
sealed class MinimumWriter(CspGraphDb db, FactJoin join, EntityIds ids, Ids next, CancellationToken cancellation)
{
    public async Task WriteAsync(IReadOnlyDictionary<MinimumKey, MinimumFacts> stated)
    {
        foreach (var chunk in stated.GroupBy(entry => ids.Subscriptions[entry.Key.Subscription]).Chunk(FactJoin.RowsPerRead))
        {
            var keyOf = chunk.ToDictionary(group => group.Key, group => group.First().Key.Subscription);
            var subscriptionIds = keyOf.Keys.ToArray();
            var held = await db.ContractedMinimums.Whole().Where(row => subscriptionIds.Contains(row.SubscriptionId)).Select(row => new { row.SubscriptionId, row.StartsOn, row.Id }).ToListAsync(cancellation);
            var known = held.ToDictionary(row => new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn), row => row.Id);
            foreach (var (key, _) in chunk.SelectMany(group => group)) known.TryAdd(key, next.Next());
            await join.WriteAsync(chunk.SelectMany(group => group), known,
                _ => db.ContractedMinimums.Whole().Where(row => subscriptionIds.Contains(row.SubscriptionId)),
                row => (new MinimumKey(keyOf[row.SubscriptionId], row.StartsOn), row.Id),
                (row, facts) => MinimumFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new ContractedMinimum { Id = id, SubscriptionId = ids.Subscriptions[key.Subscription], StartsOn = key.StartsOn, MinimumQuantity = 0, FactDates = "" };
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
