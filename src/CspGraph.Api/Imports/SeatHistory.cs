using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Keeps how many seats subscriptions have had: a row for each count that came to hold.</summary>
/// <remarks>What a withdrawn file had stated goes with it: behind the day as of which the seats are stated now, no other count stays.</remarks>
sealed class SeatHistory(CspGraphDb db, Ids ids, CancellationToken cancellation)
{
    /// <param name="before">Subscriptions as they were; those that were there.</param>
    /// <param name="after">As they are.</param>
    public async Task KeepAsync(Dictionary<Guid, CspSubscription> before, IEnumerable<CspSubscription> after)
    {
        var changed = after.Where(row => !before.TryGetValue(row.Id, out var former) || former.Quantity != row.Quantity).Select(row => SeatCount.Of(row, ids.Next())).ToList();
        var since = changed.Where(count => before.ContainsKey(count.SubscriptionId)).ToDictionary(count => count.SubscriptionId, count => count.Since);
        if (since.Count > 0)
        {
            var known = since.Keys.ToArray();
            var kept = await db.SeatCounts.Whole().Where(row => known.Contains(row.SubscriptionId)).Select(row => new { row.Id, row.SubscriptionId, row.Since }).ToListAsync(cancellation);
            var gone = kept.Where(row => row.Since >= since[row.SubscriptionId]).Select(row => row.Id).ToArray();
            if (gone.Length > 0) await db.SeatCounts.Whole().Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        }
        if (changed.Count > 0) await BulkInsert.WriteAsync(db, changed, cancellation);
    }
}
