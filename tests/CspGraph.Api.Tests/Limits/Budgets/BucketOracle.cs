using CspGraph.Api.Host.Budgets;

namespace CspGraph.Api.Tests.Limits.Budgets;

/// <summary>A budget by its definition: over any span that ends now, no more was granted than it holds and what came back in that span.</summary>
sealed class BucketOracle(BucketSize size)
{
    readonly List<(long At, long Cost)> grants = [];

    /// <summary>What it holds, exactly.</summary>
    public decimal LevelAt(long microseconds)
    {
        decimal least = size.Capacity, spent = 0;
        foreach (var (at, cost) in Enumerable.Reverse(grants))
        {
            spent += cost;
            least = Math.Min(least, size.Capacity + size.RefillPerSecond * (microseconds - at) / 1_000_000m - spent);
        }
        return least;
    }

    public void Grant(long microseconds, long cost) => grants.Add((microseconds, cost));

    /// <summary>Whole microseconds until it holds so much, when nobody spends.</summary>
    public long Until(long microseconds, decimal wanted) =>
        (long)Math.Max(0, Math.Ceiling((wanted - LevelAt(microseconds)) * 1_000_000m / size.RefillPerSecond));

    public long UntilFull(long microseconds) => Until(microseconds, size.Capacity);
}
