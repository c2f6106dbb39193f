namespace CspGraph.Domain.Tenancy;

/// <summary>Who asks: one tenant, one role, and the subtree that is seen. Made only by the host, from a verified token.</summary>
/// <param name="TenantId">The only tenant whose rows this viewer can meet.</param>
/// <param name="Role">What the viewer may do.</param>
/// <param name="SubtreeRootId">The reseller at the root of what is seen; null sees the whole tenant.</param>
public sealed record Viewer(int TenantId, Role Role, Guid? SubtreeRootId)
{
    /// <summary>True when nothing of the tenant is out of sight, direct customers included.</summary>
    public bool SeesWholeTenant => SubtreeRootId is null;

    /// <summary>Whether the schema may be asked for: the installation's decision for a role, not the token's.</summary>
    public bool MayIntrospect { get; init; }

    /// <summary>What the viewer may do with what is seen.</summary>
    public IReadOnlyList<Right> Rights =>
    [
        Right.Read,
        .. Role is Role.DistributorAdmin or Role.ResellerAdmin ? [Right.Write] : Array.Empty<Right>(),
        .. SeesWholeTenant ? [Right.SeeCosts] : Array.Empty<Right>(),
        .. MayIntrospect ? [Right.Introspect] : Array.Empty<Right>(),
    ];
}

/// <summary>Something that a viewer may do.</summary>
public enum Right
{
    /// <summary>Read what is in sight.</summary>
    Read,
    /// <summary>Change what is in sight.</summary>
    Write,
    /// <summary>See what Microsoft charges the tenant.</summary>
    SeeCosts,
    /// <summary>Ask for the schema itself.</summary>
    Introspect,
}

/// <summary>What a viewer is to the tenant.</summary>
public enum Role
{
    /// <summary>Reads and writes everything of the tenant.</summary>
    DistributorAdmin,
    /// <summary>Reads everything of the tenant, writes nothing.</summary>
    DistributorAnalyst,
    /// <summary>Reads and writes its reseller's subtree.</summary>
    ResellerAdmin,
    /// <summary>Reads its reseller's subtree, writes nothing.</summary>
    ResellerAnalyst,
    /// <summary>A back end with the rights it was given.</summary>
    Integration,
}
