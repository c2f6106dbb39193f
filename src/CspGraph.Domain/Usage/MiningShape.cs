using CspGraph.Domain.Events;

namespace CspGraph.Domain.Usage;

/// <summary>What about a spike is as when somebody mines cryptocurrency with a stolen account.</summary>
public enum MiningSign
{
    /// <summary>At least half of the excess is computing time.</summary>
    SuddenCompute,
    /// <summary>There is usage of meters that were not used in the days before.</summary>
    NewMeters,
    /// <summary>There is usage in regions that were not used in the days before.</summary>
    NewRegions,
}

/// <summary>Whether a spike looks like mining, and so how much it matters.</summary>
/// <remarks>
/// A stolen account is used where it has quota left and for machines that its owner does not run: hence computing time, and new meters or new regions
/// beside it. More of the same machines where they are is likelier the owner's own, and stays a warning. This is a shape, not a proof.
/// </remarks>
/// <param name="Signs">What speaks for it, in the order of the enum; empty for nothing.</param>
/// <param name="NewRegions">Regions used on the day and not in the days before.</param>
/// <param name="NewMeters">Meters used on the day and not in the days before.</param>
public sealed record MiningShape(IReadOnlyList<MiningSign> Signs, IReadOnlyCollection<string> NewRegions, IReadOnlyCollection<string> NewMeters)
{
    /// <summary>Sudden computing time, of a kind or at a place that is new.</summary>
    public bool IsMining => Signs is [MiningSign.SuddenCompute, _, ..];

    /// <summary>Critical when it looks like mining: each hour costs. Else a warning.</summary>
    public EventSeverity Severity => IsMining ? EventSeverity.Critical : EventSeverity.Warning;

    /// <summary>Judges a spike.</summary>
    /// <param name="excess">The spike's amount above its baseline; what is not above it is no spike, and has no sign of computing time.</param>
    /// <param name="computeExcess">How much of it is of <see cref="ComputeServices"/>, in the same currency; more than all of it where other services cost less than usual.</param>
    /// <param name="newRegions">Regions used on the day and not in the days before.</param>
    /// <param name="newMeters">Meters used on the day and not in the days before.</param>
    public static MiningShape Of(decimal excess, decimal computeExcess, IReadOnlyCollection<string> newRegions, IReadOnlyCollection<string> newMeters)
    {
        var signs = new List<MiningSign>(3);
        if (excess > 0 && computeExcess >= excess / 2) signs.Add(MiningSign.SuddenCompute);
        if (newMeters.Count > 0) signs.Add(MiningSign.NewMeters);
        if (newRegions.Count > 0) signs.Add(MiningSign.NewRegions);
        return new(signs, newRegions, newMeters);
    }
}
