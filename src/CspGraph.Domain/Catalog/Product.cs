using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Catalog;

/// <summary>A product of Microsoft's catalogue, as this tenant knows it.</summary>
public sealed class Product : ITenantOwned
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    /// <summary>Microsoft's ProductId, for example CFQ7TTC0LF8S; upper case.</summary>
    public required string ProductId { get; init; }
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    public string NameFolded { get; private set; } = "";
    public string? Publisher { get; set; }
    public required ProductFamily Family { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}

/// <summary>A stock-keeping unit of a product.</summary>
public sealed class Sku : ITenantOwned
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    /// <summary>The <see cref="Product"/> it belongs to.</summary>
    public required Guid ProductId { get; init; }
    /// <summary>Microsoft's SkuId, zero-padded to four places.</summary>
    public required string SkuId { get; init; }
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    public string NameFolded { get; private set; } = "";
    public bool IsTrial { get; set; }
    public bool IsAddOn { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}

/// <summary>Which of Microsoft's clouds a product belongs to.</summary>
public enum ProductFamily
{
    /// <summary>None of the others, or not known.</summary>
    Other,
    /// <summary>Microsoft 365, Office 365, Windows 365 and their add-ons.</summary>
    Microsoft365,
    /// <summary>Azure plan and reservations.</summary>
    Azure,
    /// <summary>Dynamics 365 and Power Platform.</summary>
    Dynamics365,
}
