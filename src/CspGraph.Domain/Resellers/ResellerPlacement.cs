using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Resellers;

/// <summary>That a source has stated whom a reseller is under, as of one instant.</summary>
/// <remarks>All statements are kept, not only the newest: the tree of any day follows from them alone, whatever order they came in (see <see cref="ResellerHistory"/>).</remarks>
public sealed class ResellerPlacement : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>Whom it speaks of.</summary>
    public required Guid ResellerId { get; init; }
    /// <summary>The date of the statement (UTC), not of its reading; the year 1 for a parent that no dated source had stated.</summary>
    public required DateTime StatedAt { get; init; }
    /// <summary>The reseller right above; null for one directly under the distributor.</summary>
    public Guid? ParentId { get; set; }
}
