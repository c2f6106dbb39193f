using CspGraph.Data;
using CspGraph.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Products and SKUs that a file names.</summary>
sealed class CatalogWriter(CspGraphDb db, FactJoin join, CancellationToken cancellation)
{
    public async Task WriteAsync(Stated<string, ProductFacts> products, Stated<SkuKey, SkuFacts> skus)
    {
        await foreach (var batch in products.ReadAsync(db, cancellation)) await WriteAsync(batch);
        await foreach (var batch in skus.ReadAsync(db, cancellation)) await WriteAsync(batch);
    }

    async Task WriteAsync(KeyValuePair<string, ProductFacts>[] batch)
    {
        var keys = batch.Select(entry => entry.Key).ToArray();
        var rows = await db.Products.Whole().AsNoTracking().Where(row => keys.Contains(row.ProductId)).ToListAsync(cancellation);
        await join.WriteAsync(batch, rows, row => row.ProductId,
            (row, facts) => ProductFacts.Of(row).Join(facts).WriteTo(row),
            (productId, facts, id) =>
            {
                var row = new Product { Id = id, ProductId = productId, Name = productId, Family = ProductFamily.Other };
                facts.WriteTo(row);
                return row;
            });
    }

    async Task WriteAsync(KeyValuePair<SkuKey, SkuFacts>[] batch)
    {
        var named = batch.Select(entry => entry.Key.ProductId).Distinct().ToArray();
        var products = await db.Products.Whole().Where(row => named.Contains(row.ProductId))
            .Select(row => new { row.ProductId, row.Id }).ToDictionaryAsync(row => row.ProductId, row => row.Id, cancellation);
        var productKeys = products.ToDictionary(entry => entry.Value, entry => entry.Key);
        var rows = await db.Skus.Named(db, [.. batch.Select(entry => entry.Key)]).AsNoTracking().ToListAsync(cancellation);
        await join.WriteAsync(batch, rows, row => new SkuKey(productKeys[row.ProductId], row.SkuId),
            (row, facts) => SkuFacts.Of(row).Join(facts).WriteTo(row),
            (key, facts, id) =>
            {
                var row = new Sku { Id = id, ProductId = products[key.ProductId], SkuId = key.SkuId, CatalogId = key.ToString(), Name = key.ToString() };
                facts.WriteTo(row);
                return row;
            });
    }
}
