using System.Runtime.InteropServices;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>What a file states in all, by what it is about: as large as the network, not as the file.</summary>
sealed class StatedFacts
{
    /// <summary>By PLA ID: the earliest day on which it sold something.</summary>
    public Dictionary<string, DateOnly?> Resellers { get; } = [];
    public Dictionary<string, ProductFacts> Products { get; } = [];
    public Dictionary<SkuKey, SkuFacts> Skus { get; } = [];
    public Dictionary<Guid, CustomerFacts> Customers { get; } = [];
    public Dictionary<Guid, SubscriptionFacts> Subscriptions { get; } = [];

    public void Add(ReconciliationLine line)
    {
        var row = line.Row;
        Join(Customers, row.MicrosoftCustomerId, LineFacts.OfCustomer(row), (one, other) => one.Join(other));
        if (LineFacts.ResellerPlaId(row) is { } plaId) Join(Resellers, plaId, LineFacts.SoldOn(row), (one, other) => one < other || other is null ? one : other);
        if (row.MicrosoftProductId is { } product) Join(Products, product, LineFacts.OfProduct(row), (one, other) => one.Join(other));
        if (LineFacts.Sku(row) is not { } sku) return;
        Join(Skus, sku, LineFacts.OfSku(row), (one, other) => one.Join(other));
        if (row.MicrosoftSubscriptionId is { } subscription)
            Join(Subscriptions, subscription, LineFacts.OfSubscription(row, sku), (one, other) => one.Join(other));
    }

    /// <summary>A price is dated by its first day: that is the earliest on which its line can have been written.</summary>
    public void Add(PriceSheetLine line)
    {
        var statedAt = line.Row.EffectiveStartDate.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        Join(Products, line.Sku.ProductId, new(Fact.Of(line.ProductTitle, statedAt), Fact.Of(line.Publisher, statedAt)), (one, other) => one.Join(other));
        Join(Skus, line.Sku, new(Fact.Of(line.SkuTitle, statedAt), Qualifiers: null), (one, other) => one.Join(other));
    }

    static void Join<TKey, TFacts>(Dictionary<TKey, TFacts> all, TKey key, TFacts stated, Func<TFacts, TFacts, TFacts> join) where TKey : notnull
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out var exists);
        held = exists ? join(held!, stated) : stated;
    }
}
