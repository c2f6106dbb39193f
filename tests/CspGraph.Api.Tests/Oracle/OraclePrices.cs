using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The prices of a product or a SKU: all, or of each offer the one that began last of those which a day lies within.</summary>
static class OraclePrices
{
    public static IEnumerable<object> Of(object parent, DateOnly? on, Sight sight)
    {
        var prices = sight.Rows<Price>().Where(price => !price.IsSuperseded && parent switch
        {
            Product product => price.MicrosoftProductId == product.ProductId,
            Sku sku => price.CatalogId == sku.CatalogId,
            _ => false,
        });
        return on is not { } day ? prices : prices.GroupBy(price => price.OfferKey)
            .Select(offer => offer.Where(price => price.EffectiveStartDate <= day && day <= (price.EffectiveEndDate ?? DateOnly.MaxValue)).MaxBy(price => price.EffectiveStartDate))
            .OfType<Price>();
    }
}
