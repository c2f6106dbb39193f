using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tenancy;

/// <summary>A distributor (indirect provider) or a direct-bill partner: who runs CspGraph for itself and its resellers.</summary>
public sealed class Tenant : IWholeTenantOnly
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    /// <summary>The short name used in tokens and commands: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }
    public required string Name { get; set; }
    public required TenantKind Kind { get; init; }
    /// <summary>The tenant's own Microsoft Entra tenant: PartnerId in reconciliation files.</summary>
    public required Guid MicrosoftTenantId { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }
    public required CspRegion Region { get; set; }
    /// <summary>Raised by every transaction that changes what a query can show.</summary>
    public long DataVersion { get; set; }
}

/// <summary>How the tenant sells.</summary>
public enum TenantKind
{
    /// <summary>An indirect provider: sells through resellers.</summary>
    Distributor,
    /// <summary>A direct-bill partner: holds its customers itself.</summary>
    DirectBill,
}
