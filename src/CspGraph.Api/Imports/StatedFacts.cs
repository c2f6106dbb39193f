using System.Runtime.InteropServices;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>What a file states in all, by what it is about: as large as the network, not as the file.</summary>
sealed class StatedFacts
{
    /// <summary>By key: see <see cref="ResellerKeys"/>.</summary>
    public Dictionary<string, ResellerFacts> Resellers { get; } = [];
    /// <summary>By a reseller's key: the key of whom it is under, empty for the distributor itself.</summary>
    public Dictionary<string, Fact<string>> Parents { get; } = [];
    public Dictionary<string, ProductFacts> Products { get; } = [];
    public Dictionary<SkuKey, SkuFacts> Skus { get; } = [];
    public Dictionary<Guid, CustomerFacts> Customers { get; } = [];
    /// <summary>By the customer's Entra tenant.</summary>
    public Dictionary<Guid, AgreementFacts> Agreements { get; } = [];
    public Dictionary<MinimumKey, MinimumFacts> Minimums { get; } = [];
    public Dictionary<Guid, SubscriptionFacts> Subscriptions { get; } = [];

    public void Add(ReconciliationLine line)
    {
        var row = line.Row;
        Join(Customers, line.Customer, LineFacts.OfCustomer(row), (one, other) => one.Join(other));
        if (LineFacts.ResellerPlaId(row) is { } plaId) Join(Resellers, plaId, new() { SoldOn = LineFacts.SoldOn(row) }, (one, other) => one.Join(other));
        if (row.MicrosoftProductId is { } product) Join(Products, product.ToUpperInvariant(), LineFacts.OfProduct(row), (one, other) => one.Join(other));
        if (LineFacts.Sku(row) is not { } sku) return;
        Join(Skus, sku, LineFacts.OfSku(row), (one, other) => one.Join(other));
        if (row.MicrosoftSubscriptionId is { } subscription)
            Join(Subscriptions, subscription, LineFacts.OfSubscription(row, line.Customer, sku), (one, other) => one.Join(other));
    }

    public void Add(string reseller, ResellerFacts facts, Fact<string>? parent)
    {
        Join(Resellers, reseller, facts, (one, other) => one.Join(other));
        if (parent is { } stated) Join(Parents, reseller, stated, (one, other) => Fact.Join<string>(one, other)!.Value);
    }

    public void Add(SkuKey sku, ProductFacts productFacts, SkuFacts skuFacts)
    {
        Join(Products, sku.ProductId, productFacts, (one, other) => one.Join(other));
        Join(Skus, sku, skuFacts, (one, other) => one.Join(other));
    }

    public void Add(Guid customer, CustomerFacts facts) => Join(Customers, customer, facts, (one, other) => one.Join(other));
    public void Add(Guid customer, AgreementFacts facts) => Join(Agreements, customer, facts, (one, other) => one.Join(other));
    public void Add(Guid subscription, SubscriptionFacts facts) => Join(Subscriptions, subscription, facts, (one, other) => one.Join(other));
    public void Add(MinimumKey minimum, MinimumFacts facts) => Join(Minimums, minimum, facts, (one, other) => one.Join(other));

    static void Join<TKey, TFacts>(Dictionary<TKey, TFacts> all, TKey key, TFacts stated, Func<TFacts, TFacts, TFacts> join) where TKey : notnull
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out var exists);
        held = exists ? join(held!, stated) : stated;
    }
}
