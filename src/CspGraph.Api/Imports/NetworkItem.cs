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
    public abstract void AddTo(StatedFacts stated);
}

sealed record ResellerItem(string Key, ResellerFacts Facts, Fact<string>? Parent) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Add(Key, Facts, Parent);
}

sealed record CustomerItem(Guid Key, CustomerFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Add(Key, Facts);
}

sealed record AgreementItem(Guid Customer, AgreementFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Add(Customer, Facts);
}

sealed record SubscriptionItem(Guid Key, SubscriptionFacts Facts, SkuKey Sku, ProductFacts ProductFacts, SkuFacts SkuFacts) : NetworkItem
{
    public override void AddTo(StatedFacts stated)
    {
        stated.Add(Sku, ProductFacts, SkuFacts);
        stated.Add(Key, Facts);
        // Nothing is said of it but that it is there.
        if (Facts.PartnerOfRecord is { Value: not "" } partner) stated.Add(partner.Value, new ResellerFacts(), parent: null);
    }
}

sealed record MinimumItem(MinimumKey Key, MinimumFacts Facts) : NetworkItem
{
    public override void AddTo(StatedFacts stated) => stated.Add(Key, Facts);
}
