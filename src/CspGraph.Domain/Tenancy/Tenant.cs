using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tenancy;

/// <summary>A distributor (indirect provider) or a direct-bill partner: who runs CspGraph for itself and its resellers.</summary>
public sealed class Tenant : IWholeTenantOnly
{
    /// <summary>The number by which all rows of the tenant are kept apart; never changed.</summary>
    public int TenantId { get; set; }
    /// <summary>The id by which the API shows it, unique among all tenants.</summary>
    public required Guid Id { get; init; }
    /// <summary>The short name used in tokens and commands: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }
    /// <summary>The company, as it is shown.</summary>
    public required string Name { get; set; }
    /// <summary>Set when the tenant is made, for good.</summary>
    public required TenantKind Kind { get; init; }
    /// <summary>The tenant's own Microsoft Entra tenant: PartnerId in reconciliation files.</summary>
    public required Guid MicrosoftTenantId { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }
    /// <summary>The CSP region its Microsoft tenant is authorised for; a company has one such tenant for each region.</summary>
    public required CspRegion Region { get; set; }
    /// <summary>Further regions that it is authorised for, where it keeps several regions' business in one: names divided by blanks; null for none.</summary>
    public string? FurtherRegions { get; set; }
    /// <summary>As whoever runs it for the tenant has recorded it.</summary>
    public ProgrammeStatus ProgrammeStatus { get; set; }
    /// <summary>Raised by every transaction that changes what a query can show.</summary>
    public long DataVersion { get; set; }
    /// <summary>Random, and new with each version: what two databases have of one version, of which one was restored or took the other's place, is told apart by it.</summary>
    public Guid DataStamp { get; set; }
    /// <summary>The number of the newest event; 0 before the first.</summary>
    public long LastEventNumber { get; set; }
}

/// <summary>How the tenant sells.</summary>
public enum TenantKind
{
    /// <summary>An indirect provider: sells through resellers.</summary>
    Distributor,
    /// <summary>A direct-bill partner: holds its customers itself.</summary>
    DirectBill,
}
