using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Catalog;

/// <summary>A product of Microsoft's catalogue, as this tenant knows it.</summary>
public sealed class Product : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Microsoft's ProductId, for example CFQ7TTC0LF8S; upper case.</summary>
    public required string ProductId { get; init; }
    /// <summary>Title as last stated; the ProductId until a source states one.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string NameFolded { get; private set; } = "";
    /// <summary>Who makes it: Microsoft or a marketplace publisher; null when no source has stated it.</summary>
    public string? Publisher { get; set; }
    /// <summary>Told from the name (see <see cref="ProductFamilies"/>): no file states it.</summary>
    public required ProductFamily Family { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}

/// <summary>A stock-keeping unit of a product.</summary>
public sealed class Sku : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>The <see cref="Product"/> it belongs to.</summary>
    public required Guid ProductId { get; init; }
    /// <summary>Microsoft's SkuId, zero-padded to four places.</summary>
    public required string SkuId { get; init; }
    /// <summary>How Microsoft's catalogue names it, product and SKU: CFQ7TTC0LF8S:0001 (see <see cref="SkuKey"/>); unique within the tenant.</summary>
    public required string CatalogId { get; init; }
    /// <summary>Title as last stated; product:sku until a source states one.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string NameFolded { get; private set; } = "";
    /// <summary>Free for a time; false also when no source has stated it.</summary>
    public bool IsTrial { get; set; }
    /// <summary>Needs a base licence; false also when no source has stated it.</summary>
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
