using System.Globalization;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Budgets;

/// <summary>What an operation costs is taken from its client's budget and from its tenant's, once, before anything is read.</summary>
/// <remarks>An answer from the cache costs as much as one that is read: a client must not come to rely on it.</remarks>
sealed class Budget(BudgetSettings settings, LocalBuckets local, SharedBuckets shared, RedisLink redis)
{
    /// <summary>What a request is charged: nothing is for nothing.</summary>
    public static long CostOf(PreparedOperation operation) => Math.Max(1, operation.Cost);

    /// <summary>The error of an operation that no waiting would make payable; null for any other.</summary>
    public GraphError? Excess(long cost) => cost > settings.MostOfOne
        ? new GraphError(GraphErrorCodes.CostExceeded, string.Create(CultureInfo.InvariantCulture,
            $"The operation costs {cost}, more than the {settings.MostOfOne} that a budget ever holds: ask for less at once."))
        : null;

    /// <summary>Charges an operation without <see cref="Excess"/>. While Redis is silent each process counts by itself.</summary>
    public async ValueTask<Charge> ChargeAsync(Viewer viewer, ClientId client, long cost)
    {
        if (settings.MostOfOne is null) return Charge.Free;
        return redis.IsConfigured && await shared.TryChargeAsync(viewer, client, cost) is { } charge
            ? charge
            : local.Charge(viewer, client, cost);
    }
}
