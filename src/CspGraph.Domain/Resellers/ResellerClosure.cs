using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Resellers;

/// <summary>That one reseller is at or under another, from one instant to another. Every reseller is its own ancestor at depth 0.</summary>
public sealed class ResellerClosure : ITenantOwned
{
    public int TenantId { get; set; }
    public required Guid AncestorId { get; init; }
    public required Guid DescendantId { get; init; }
    /// <summary>Steps from the ancestor down to the descendant.</summary>
    public required int Depth { get; init; }
    public required DateTime ValidFrom { get; init; }
    /// <summary>The first instant (UTC) at which it no longer holds; null while it does.</summary>
    public DateTime? ValidTo { get; set; }
}
