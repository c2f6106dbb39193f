using CspGraph.Data;
using CspGraph.Domain.Catalog;

namespace CspGraph.Api.Imports;

/// <summary>Products and SKUs that a file names.</summary>
sealed class CatalogWriter(CspGraphDb db, FactJoin join, EntityIds ids)
{
    public async Task WriteAsync(Dictionary<string, ProductFacts> products, Dictionary<SkuKey, SkuFacts> skus)
    {
        await join.WriteAsync(products, ids.Products,
            keys => db.Products.Whole().Where(row => keys.Contains(row.ProductId)),
            row => (row.ProductId, row.Id),
            (row, facts) => ProductFacts.Of(row).Join(facts).WriteTo(row),
            (productId, facts, id) =>
            {
                var row = new Product { Id = id, ProductId = productId, Name = productId, Family = ProductFamily.Other };
                facts.WriteTo(row);
                return row;
            });
        await WriteSkusAsync(skus);
    }

    async Task WriteSkusAsync(Dictionary<SkuKey, SkuFacts> stated)
    {
        var productKeys = ids.Products.ToDictionary(entry => entry.Value, entry => entry.Key);
        foreach (var chunk in stated.GroupBy(entry => ids.Products[entry.Key.ProductId]).Chunk(100))
        {
            var products = chunk.Select(group => group.Key).ToArray();
            await join.WriteAsync(chunk.SelectMany(group => group), ids.Skus,
                _ => db.Skus.Whole().Where(row => products.Contains(row.ProductId)),
                row => (new SkuKey(productKeys[row.ProductId], row.SkuId), row.Id),
                (row, facts) => SkuFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new Sku { Id = id, ProductId = ids.Products[key.ProductId], SkuId = key.SkuId, Name = key.ToString() };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }
}
