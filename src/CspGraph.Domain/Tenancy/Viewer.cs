namespace CspGraph.Domain.Tenancy;

/// <summary>Who asks: one tenant, one role, and the subtree that is seen. Made only by the host, from what was verified, and never changed.</summary>
/// <param name="TenantId">The only tenant whose rows this viewer can meet.</param>
/// <param name="Role">What the viewer is to the tenant.</param>
/// <param name="SubtreeRootId">The reseller at the root of what is seen; null sees the whole tenant.</param>
public sealed record Viewer(int TenantId, Role Role, Guid? SubtreeRootId)
{
    /// <inheritdoc cref="Viewer"/>
    public int TenantId { get; } = TenantId;

    /// <inheritdoc cref="Viewer"/>
    public Role Role { get; } = Role;

    /// <inheritdoc cref="Viewer"/>
    public Guid? SubtreeRootId { get; } = SubtreeRootId;

    /// <summary>Resellers above the root of what is seen: what is shown as the depth of a reseller begins there. 0 for the whole tenant.</summary>
    public int RootDepth { get; init; }

    /// <summary>What an integration was given; null for what a role has by itself.</summary>
    public RightSet? Granted { get; init; }

    /// <summary>Whether the schema may be asked for: the installation's decision for a role, not the token's.</summary>
    public bool MayIntrospect { get; init; }

    /// <summary>True when nothing of the tenant is out of sight, direct customers included.</summary>
    public bool SeesWholeTenant => SubtreeRootId is null;

    /// <summary>What the viewer may do with what is seen.</summary>
    public RightSet Rights => (Granted ?? RightSet.Of(Role)).Within(SeesWholeTenant).With(Right.Introspect, MayIntrospect);

    /// <summary>True when the viewer may do something.</summary>
    public bool May(Right right) => Rights.Contains(right);

    /// <summary>The same viewer, of whom less is seen. Who calls it has made sure that the reseller is in sight.</summary>
    /// <param name="reseller">The root of what is seen from now on.</param>
    /// <param name="depth">Resellers above it within the tenant.</param>
    public Viewer NarrowedTo(Guid reseller, int depth) => new(TenantId, Role, reseller) { RootDepth = depth, Granted = Granted, MayIntrospect = MayIntrospect };
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
