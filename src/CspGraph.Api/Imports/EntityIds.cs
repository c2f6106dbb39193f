using CspGraph.Data;
using CspGraph.Domain.Billing;
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
    public async Task LoadAsync(CspGraphDb db, CancellationToken cancellation)
    {
        Resellers = await db.Resellers.Whole().Where(row => row.PlaId != null).ToDictionaryAsync(row => row.PlaId!, row => row.Id, cancellation);
        Products = await db.Products.Whole().ToDictionaryAsync(row => row.ProductId, row => row.Id, cancellation);
        Skus = await (from sku in db.Skus.Whole()
                      join product in db.Products.Whole() on sku.ProductId equals product.Id
                      select new { product.ProductId, sku.SkuId, sku.Id })
            .ToDictionaryAsync(row => new SkuKey(row.ProductId, row.SkuId), row => row.Id, cancellation);
    }

    /// <summary>Gives each line its own id and those of what it names.</summary>
    public async Task FillAsync(CspGraphDb db, IReadOnlyList<ReconciliationLine> lines, CancellationToken cancellation)
    {
        var customers = lines.Select(line => line.Customer).Where(key => !Customers.ContainsKey(key)).Distinct().ToArray();
        foreach (var row in await db.Customers.Whole().Where(row => customers.Contains(row.EntraTenantId)).Select(row => new { row.EntraTenantId, row.Id }).ToListAsync(cancellation))
            Customers.Add(row.EntraTenantId, row.Id);
        var subscriptions = lines.Select(line => line.Row.MicrosoftSubscriptionId).OfType<Guid>().Where(key => !Subscriptions.ContainsKey(key)).Distinct().ToArray();
        foreach (var row in await db.Subscriptions.Whole().Where(row => subscriptions.Contains(row.SubscriptionId)).Select(row => new { row.SubscriptionId, row.Id }).ToListAsync(cancellation))
            Subscriptions.Add(row.SubscriptionId, row.Id);
        foreach (var line in lines) Fill(line);
    }

    void Fill(ReconciliationLine line)
    {
        var row = line.Row;
        row.Id = ids.Next();
        row.CustomerId = Of(Customers, line.Customer);
        if (LineFacts.ResellerPlaId(row) is { } plaId) row.ResellerId = Of(Resellers, plaId);
        if (row.MicrosoftProductId is { } product) row.ProductId = Of(Products, product.ToUpperInvariant());
        if (LineFacts.Sku(row) is { } sku) row.SkuId = Of(Skus, sku);
        if (row.MicrosoftSubscriptionId is { } subscription) row.SubscriptionId = Of(Subscriptions, subscription);
    }

    Guid Of<TKey>(Dictionary<TKey, Guid> known, TKey key) where TKey : notnull
    {
        if (!known.TryGetValue(key, out var id)) known.Add(key, id = ids.Next());
        return id;
    }
}
