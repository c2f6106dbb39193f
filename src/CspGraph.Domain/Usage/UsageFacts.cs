using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Usage;

/// <summary>What one usage line states besides the usage itself, as of the day of the usage.</summary>
/// <remarks>
/// It says nothing about the subscription of the Azure plan: product and SKU are those of the meter, and a plan's seats, term and
/// price are not in it.
/// </remarks>
public static class UsageFacts
{
    /// <summary>The PLA ID of the reseller, or null: files write "0", "-1" or nothing for none.</summary>
    public static string? ResellerPlaId(UsageLine line) => line.ResellerMpnId is null or "0" or "-1" ? null : line.ResellerMpnId;

    /// <summary>Product and SKU of the meter, when the line names both.</summary>
    public static SkuKey? Sku(UsageLine line) => line is { ProductId: { } product, SkuId: { } sku } ? SkuKey.Of(product, sku) : null;

    /// <summary>About the customer. A line without a reseller does not make the customer direct: the column is optional while unbilled.</summary>
    public static CustomerFacts OfCustomer(UsageLine line) => new(
        Fact.Of(line.CustomerName, line.UsageDate), Fact.Of(line.CustomerDomainName, line.UsageDate),
        Fact.Of(line.CustomerCountry, line.UsageDate), Fact.Of(ResellerPlaId(line), line.UsageDate));

    /// <summary>About the meter's product.</summary>
    public static ProductFacts OfProduct(UsageLine line) => new(Fact.Of(line.ProductName, line.UsageDate), Fact.Of(line.PublisherName, line.UsageDate));

    /// <summary>About the meter's SKU.</summary>
    public static SkuFacts OfSku(UsageLine line) => new(Fact.Of(line.SkuName, line.UsageDate), Qualifiers: null);
}
