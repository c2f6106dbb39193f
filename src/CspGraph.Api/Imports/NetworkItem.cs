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

/// <summary>Of resellers: where it is in the tree is kept apart, because all statements of that are kept.</summary>
sealed record ResellerItem(string Key, ResellerFacts Facts, Fact<string>? Parent) : NetworkItem
{
    public override void AddTo(StatedFacts stated)
    {
        stated.Resellers.Add(Key, Facts);
        // Twice only with the same values: see MentionCheck.
        if (Parent is { } parent) stated.Parents[Key] = parent;
    }
}

/// <summary>Of customers.</summary>
sealed record CustomerItem(Guid Key, CustomerFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Customers.Add(Key, Facts);
}

/// <summary>Of agreements, by the customer's Entra tenant.</summary>
sealed record AgreementItem(Guid Customer, AgreementFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Agreements.Add(Customer, Facts);
}

/// <summary>Of subscriptions: such an item also names a product and a SKU.</summary>
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

/// <summary>Of contracted minimums.</summary>
sealed record MinimumItem(MinimumKey Key, MinimumFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Minimums.Add(Key, Facts);
}
