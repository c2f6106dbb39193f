using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>An item of a network file that can be taken: what it states.</summary>
abstract record NetworkItem
{
    /// <summary>What the item is about, and what it names.</summary>
    public IReadOnlyList<KeyValuePair<Guid, ItemMentions>> Mentions { get; set; } = [];

    public abstract void AddTo(StatedFacts stated);
}

sealed record ResellerItem(string Key, ResellerFacts Facts, Fact<string>? Parent) : NetworkItem
{
    public override void AddTo(StatedFacts stated)
    {
        stated.Resellers.Add(Key, Facts);
        // Twice only with the same values: see MentionCheck.
        if (Parent is { } parent) stated.Parents[Key] = parent;
    }
}

sealed record CustomerItem(Guid Key, CustomerFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Customers.Add(Key, Facts);
}

sealed record AgreementItem(Guid Customer, AgreementFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Agreements.Add(Customer, Facts);
}

sealed record SubscriptionItem(SubscriptionKey Key, SubscriptionFacts Facts, SkuKey Sku, ProductFacts ProductFacts, SkuFacts SkuFacts) : NetworkItem
{
    public override void AddTo(StatedFacts stated)
    {
        stated.Products.Add(Sku.ProductId, ProductFacts);
        stated.Skus.Add(Sku, SkuFacts);
        stated.Subscriptions.Add(Key, Facts);
        // Nothing is said of it but that it is there.
        if (Facts.PartnerOfRecord is { Value: not "" } partner) stated.Resellers.Add(partner.Value, new());
    }
}

sealed record MinimumItem(MinimumKey Key, MinimumFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Minimums.Add(Key, Facts);
}
