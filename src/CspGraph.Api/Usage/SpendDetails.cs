using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>What else an event of spend tells.</summary>
/// <param name="DataAsOf">When the newest usage in it was stated (UTC).</param>
sealed record SpendDetails(DateTime DataAsOf)
{
    /// <summary>Meters or regions that an event names.</summary>
    public const int MostNamed = 20;

    /// <summary>What found a spike.</summary>
    public IReadOnlyList<SpendMethod> Methods { get; init; } = [];
    /// <summary>Robust deviations above what is usual.</summary>
    public decimal? Score { get; init; }
    /// <summary>The Azure subscription.</summary>
    public Guid? EntitlementId { get; init; }
    /// <summary>What looks like mining.</summary>
    public IReadOnlyList<MiningSign> Signs { get; init; } = [];
    /// <summary>Regions that are used for the first time.</summary>
    public IReadOnlyList<string> NewRegions { get; init; } = [];
    /// <summary>Meters that are used for the first time.</summary>
    public IReadOnlyList<string> NewMeters { get; init; } = [];
}
