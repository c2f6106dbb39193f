using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Customers;

/// <summary>An end customer's Microsoft tenant. Without a reseller it is a direct customer.</summary>
public sealed class Customer : IResellerOwned
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    public string NameFolded { get; private set; } = "";
    public string? Domain { get; set { field = value; DomainFolded = value is null ? null : Folded.Of(value); } }
    public string? DomainFolded { get; private set; }
    /// <summary>ISO 3166-1 alpha-2 of the customer's tenant, not of its address.</summary>
    public string? Country { get; set; }
    /// <summary>CustomerId in Partner Center and in reconciliation files.</summary>
    public required Guid EntraTenantId { get; init; }
    public Guid? ResellerId { get; set; }
    /// <summary>Who held the customer before any dated source spoke of it; tells nothing while <see cref="FactDates"/> is null: <see cref="ResellerId"/> does then.</summary>
    public Guid? UndatedResellerId { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}
