using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Imports;

/// <summary>Gathers what usage lines state besides the usage. Nearly every line says again what an earlier one said: then nothing is made of it.</summary>
sealed class UsageFactGatherer(StatedFacts stated)
{
    /// <summary>Lines that are remembered, of customers and of meters; beyond, they are forgotten and said again.</summary>
    const int Remembered = 10_000;

    readonly Dictionary<Guid, UsageLine> customers = [];
    readonly Dictionary<(string? Product, string? Sku), UsageLine> meters = [];
    readonly Dictionary<EntitlementKey, UsageLine> entitlements = [];
    readonly Dictionary<string, DateOnly> resellers = [];

    public void Add(UsageLine line)
    {
        if (IsNews(customers, line.MicrosoftCustomerId, line, SaysTheSameOfTheCustomer)) stated.Customers.Add(line.MicrosoftCustomerId, UsageFacts.OfCustomer(line));
        if (UsageFacts.ResellerPlaId(line) is { } plaId) AddReseller(plaId, line.Day());
        AddMeter(line);
        if (line is { EntitlementId: { } entitlement, EntitlementDescription: { } name })
            if (new EntitlementKey(line.MicrosoftCustomerId, entitlement) is var key && IsNews(entitlements, key, line, SaysTheSameOfTheEntitlement))
                stated.Entitlements.Add(key, new Fact<string>(name, line.UsageDate));
    }

    void AddReseller(string plaId, DateOnly soldOn)
    {
        if (resellers.TryGetValue(plaId, out var earliest) && earliest <= soldOn) return;
        resellers[plaId] = soldOn;
        stated.Resellers.Add(plaId, new() { SoldOn = soldOn });
    }

    void AddMeter(UsageLine line)
    {
        if (line.ProductId is not { } product || !IsNews(meters, (product, line.SkuId), line, SaysTheSameOfTheMeter)) return;
        stated.Products.Add(product.ToUpperInvariant(), UsageFacts.OfProduct(line));
        if (UsageFacts.Sku(line) is { } sku) stated.Skus.Add(sku, UsageFacts.OfSku(line));
    }

    /// <summary>The same said of an earlier day never holds against the later one.</summary>
    static bool IsNews<TKey>(Dictionary<TKey, UsageLine> known, TKey key, UsageLine line, Func<UsageLine, UsageLine, bool> isTheSame) where TKey : notnull
    {
        if (known.TryGetValue(key, out var last) && line.UsageDate <= last.UsageDate && isTheSame(line, last)) return false;
        if (known.Count >= Remembered) known.Clear();
        known[key] = line;
        return true;
    }

    static bool SaysTheSameOfTheCustomer(UsageLine one, UsageLine other) => one.CustomerName == other.CustomerName && one.CustomerDomainName == other.CustomerDomainName
        && one.CustomerCountry == other.CustomerCountry && one.ResellerMpnId == other.ResellerMpnId;

    static bool SaysTheSameOfTheMeter(UsageLine one, UsageLine other) => one.ProductName == other.ProductName && one.SkuName == other.SkuName && one.PublisherName == other.PublisherName;

    static bool SaysTheSameOfTheEntitlement(UsageLine one, UsageLine other) => one.EntitlementDescription == other.EntitlementDescription;
}
