using CspGraph.Data;
using CspGraph.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>The ids of what a file names: the row's where there is one, else a new one for the row to be.</summary>
sealed class EntityIds(Ids ids)
{
    public Dictionary<string, Guid> Resellers { get; private set; } = [];
    public Dictionary<string, Guid> Products { get; private set; } = [];
    public Dictionary<SkuKey, Guid> Skus { get; private set; } = [];
    public Dictionary<Guid, Guid> Customers { get; } = [];
    public Dictionary<Guid, Guid> Subscriptions { get; } = [];

    /// <summary>A tenant has few resellers, products and SKUs: they are read at once. Customers and subscriptions are looked up as the file names them.</summary>
    public async Task LoadAsync(CspGraphDb db, StatedFacts stated, CancellationToken cancellation)
    {
        Resellers = await db.Resellers.Whole().Where(row => row.PlaId != null).ToDictionaryAsync(row => row.PlaId!, row => row.Id, cancellation);
        Products = await db.Products.Whole().ToDictionaryAsync(row => row.ProductId, row => row.Id, cancellation);
        Skus = await (from sku in db.Skus.Whole()
                      join product in db.Products.Whole() on sku.ProductId equals product.Id
                      select new { product.ProductId, sku.SkuId, sku.Id })
            .ToDictionaryAsync(row => new SkuKey(row.ProductId, row.SkuId), row => row.Id, cancellation);
        foreach (var chunk in stated.Customers.Keys.Chunk(1_000))
            foreach (var row in await db.Customers.Whole().Where(row => chunk.Contains(row.EntraTenantId)).Select(row => new { row.EntraTenantId, row.Id }).ToListAsync(cancellation))
                Customers.Add(row.EntraTenantId, row.Id);
        foreach (var chunk in stated.Subscriptions.Keys.Chunk(1_000))
            foreach (var row in await db.Subscriptions.Whole().Where(row => chunk.Contains(row.SubscriptionId)).Select(row => new { row.SubscriptionId, row.Id }).ToListAsync(cancellation))
                Subscriptions.Add(row.SubscriptionId, row.Id);
        foreach (var key in stated.Resellers.Keys) Make(Resellers, key);
        foreach (var key in stated.Products.Keys) Make(Products, key);
        foreach (var key in stated.Skus.Keys) Make(Skus, key);
        foreach (var key in stated.Customers.Keys) Make(Customers, key);
        foreach (var key in stated.Subscriptions.Keys) Make(Subscriptions, key);
    }

    void Make<TKey>(Dictionary<TKey, Guid> known, TKey key) where TKey : notnull
    {
        if (!known.ContainsKey(key)) known.Add(key, ids.Next());
    }
}
