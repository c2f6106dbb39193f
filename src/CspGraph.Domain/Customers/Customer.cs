using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Customers;

/// <summary>An end customer's Microsoft tenant. Without a reseller it is a direct customer.</summary>
public sealed class Customer : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>The company as last stated; made from <see cref="EntraTenantId"/> until a source states one.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string NameFolded { get; private set; } = "";
    /// <summary>Domain of its Microsoft tenant, for example contoso.onmicrosoft.com; null when no source has stated it.</summary>
    public string? Domain { get; set { field = value; DomainFolded = value is null ? null : Folded.Of(value); } }
    /// <summary><see cref="Domain"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string? DomainFolded { get; private set; }
    /// <summary>ISO 3166-1 alpha-2 of the customer's tenant, not of its address.</summary>
    public string? Country { get; set; }
    /// <summary>CustomerId in Partner Center and in reconciliation files.</summary>
    public required Guid EntraTenantId { get; init; }
    /// <inheritdoc/>
    public Guid? ResellerId { get; set; }
    /// <summary>Who holds the customer, as a source states of the holder itself; a null that <see cref="FactDates"/> dates (H) says nobody.</summary>
    public Guid? StatedResellerId { get; set; }
    /// <summary>The PLA ID under which it is bought for, as invoices state it; it may be that of a reseller above the holder.</summary>
    public string? BoughtUnderPlaId { get; set; }
    /// <summary>Who held the customer before any dated source spoke of it; tells nothing while <see cref="FactDates"/> is null: <see cref="ResellerId"/> does then.</summary>
    public Guid? UndatedResellerId { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
    /// <summary>What sources other than invoices have stated of it, as text: it holds again when an invoice holds no more. Null for nothing, empty for all that the row says.</summary>
    public string? StatedElsewhere { get; set; }
}
