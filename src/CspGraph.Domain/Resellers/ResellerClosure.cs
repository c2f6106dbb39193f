using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Resellers;

/// <summary>That one reseller is at or under another, from one instant to another. Every reseller is its own ancestor at depth 0.</summary>
public sealed class ResellerClosure : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The reseller above, or the same one at depth 0.</summary>
    public required Guid AncestorId { get; init; }
    /// <summary>The reseller at or under it.</summary>
    public required Guid DescendantId { get; init; }
    /// <summary>Steps from the ancestor down to the descendant.</summary>
    public required int Depth { get; init; }
    /// <summary>The first instant (UTC) at which it holds; 1970 for what has held as long as anyone knows.</summary>
    public required DateTime ValidFrom { get; init; }
    /// <summary>The first instant (UTC) at which it no longer holds; null while it does.</summary>
    public DateTime? ValidTo { get; set; }
}
