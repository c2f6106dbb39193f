namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Which part of a tenant a row belongs to: who sees one row of a part sees all of them.</summary>
/// <remarks>The resellers stand Top → Parent → Child, and Top → Sibling; each has resellers without children under it, which are of its part.</remarks>
public enum Zone
{
    /// <summary>The catalogue: every viewer of the tenant sees it.</summary>
    Common,
    /// <summary>The distributor's own, direct customers among them: no reseller sees it.</summary>
    Whole,
    /// <summary>What an import that has not ended has written: nobody sees it.</summary>
    Unfinished,
    Top,
    Parent,
    Child,
    Sibling,
}

/// <summary>Where a row is.</summary>
/// <param name="Tenant">1 or 2.</param>
/// <param name="Zone">The part of it.</param>
/// <param name="Index">Which of the part's rows of one table.</param>
readonly record struct Place(int Tenant, Zone Zone, int Index);

/// <summary>How the parts stand to each other.</summary>
static class ZoneTree
{
    public static readonly IReadOnlyList<Zone> OfResellers = [Zone.Top, Zone.Parent, Zone.Child, Zone.Sibling];

    /// <summary>Each leads to the next: what a reseller holds hangs here and there on what another holds.</summary>
    static readonly Zone[] Cycle = [Zone.Top, Zone.Parent, Zone.Child, Zone.Sibling, Zone.Whole];

    public static bool IsOfReseller(this Zone zone) => zone >= Zone.Top;

    public static Zone? Above(this Zone zone) => zone switch
    {
        Zone.Parent or Zone.Sibling => Zone.Top,
        Zone.Child => Zone.Parent,
        _ => null,
    };

    public static bool IsAtOrUnder(this Zone zone, Zone root) => zone == root || zone.Above() is { } above && above.IsAtOrUnder(root);

    public static Zone Next(this Zone zone) => Cycle[(Array.IndexOf(Cycle, zone) + 1) % Cycle.Length];
}
