using CspGraph.Data;
using CspGraph.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

static class NamedSkus
{
    /// <summary>The SKUs of the keys and no other: a product can have many, and a SkuId many products.</summary>
    public static IQueryable<Sku> Named(this DbSet<Sku> skus, CspGraphDb db, IReadOnlyCollection<SkuKey> keys)
    {
        var products = keys.Select(key => key.ProductId).Distinct().ToArray();
        var ids = keys.Select(key => key.SkuId).Distinct().ToArray();
        var pairs = keys.Select(key => key.ToString()).ToArray();
        return from product in db.Products.Whole()
               where products.Contains(product.ProductId)
               join sku in skus.Whole() on product.Id equals sku.ProductId
               where ids.Contains(sku.SkuId) && pairs.Contains(product.ProductId + ":" + sku.SkuId)
               select sku;
    }
}
