using System.Collections.Concurrent;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Budgets;

/// <summary>The budgets of this process alone. Clients of different tenants share no lock; those of one meet at the tenant's budget only.</summary>
sealed class LocalBuckets(BudgetSettings settings, ViewerKeys keys, TimeProvider clock)
{
    /// <summary>So many are kept without asking whether they are needed.</summary>
    public const int FewEnough = 1024;

    readonly ConcurrentDictionary<string, Bucket> buckets = new();
    readonly long start = clock.GetTimestamp();
    int sweepAbove = FewEnough;

    /// <summary>How many budgets are kept: those that are not full, and some that are.</summary>
    public int Count => buckets.Count;

    /// <summary>Takes the cost from each budget there is, or from none.</summary>
    public Charge Charge(Viewer viewer, ClientId client, long cost)
    {
        var now = clock.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var own = settings.Client.IsOff ? null : Of(keys.ClientBudget(viewer, client), settings.Client, now);
            var shared = settings.Tenant.IsOff ? null : Of(keys.TenantBudget(viewer), settings.Tenant, now);
            if ((own ?? shared) is not { } first || (shared ?? own) is not { } last) return Budgets.Charge.Free;
            // Always the client's before the tenant's, so that no two wait for each other. One that stands alone is entered twice.
            lock (first.Gate)
                lock (last.Gate)
                    if (!first.IsDropped && !last.IsDropped) return Charge(first, last, now, cost * Bucket.Millionths);
        }
    }

    static Charge Charge(Bucket first, Bucket last, long now, long millionths)
    {
        first.Refill(now);
        last.Refill(now);
        var wait = Math.Max(first.MicrosecondsUntil(millionths), last.MicrosecondsUntil(millionths));
        if (wait == 0)
        {
            first.Take(millionths);
            if (last != first) last.Take(millionths);
        }
        return Budgets.Charge.Of(
            granted: wait == 0,
            Math.Min(first.Level, last.Level) / Bucket.Millionths,
            wait,
            Math.Max(first.MicrosecondsUntilFull, last.MicrosecondsUntilFull));
    }

    Bucket Of(string key, BucketSize size, long now)
    {
        if (buckets.TryGetValue(key, out var bucket)) return bucket;
        if (buckets.Count >= sweepAbove) Sweep(now);
        return buckets.GetOrAdd(key, new Bucket(size, now));
    }

    /// <summary>Forgets the full ones. It comes twice as late when most were needed, so that each new client pays for few.</summary>
    void Sweep(long now)
    {
        foreach (var kept in buckets)
            if (kept.Value.DropIfFull(now)) buckets.TryRemove(kept);
        sweepAbove = Math.Max(FewEnough, 2 * buckets.Count);
    }
}
