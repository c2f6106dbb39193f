namespace CspGraph.Domain.Catalog;

/// <summary>How Microsoft names a SKU: its product's id and its own, which is unique only within the product.</summary>
/// <param name="ProductId">Upper case.</param>
/// <param name="SkuId">Upper case, zero-padded to four places.</param>
public readonly record struct SkuKey(string ProductId, string SkuId) : IComparable<SkuKey>
{
    /// <summary>The key of ids as a file has them: spreadsheets take the leading zeros from a SkuId.</summary>
    public static SkuKey Of(string productId, string skuId) => new(productId.ToUpperInvariant(), skuId.ToUpperInvariant().PadLeft(4, '0'));

    /// <summary>By product, then by SKU.</summary>
    public int CompareTo(SkuKey other)
    {
        var order = string.CompareOrdinal(ProductId, other.ProductId);
        return order != 0 ? order : string.CompareOrdinal(SkuId, other.SkuId);
    }

    /// <summary>As in PromotionId and in <see cref="Sku.CatalogId"/>: product:sku.</summary>
    public override string ToString() => $"{ProductId}:{SkuId}";
}
