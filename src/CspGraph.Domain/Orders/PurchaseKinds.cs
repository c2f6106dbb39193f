using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Orders;

/// <summary>Tells from a product what kind of purchase it is.</summary>
/// <remarks>
/// An inference of ours: neither catalogue nor price sheet states it. Software and Business Central have the window of other licences.
/// Perpetual software and the marketplace's services are not told apart and are taken for licences; a source that tells their deadline corrects it.
/// </remarks>
public static class PurchaseKinds
{
    /// <summary>What is bought.</summary>
    /// <param name="family">Of the product.</param>
    /// <param name="product">The product's title, as stated.</param>
    public static PurchaseKind Of(ProductFamily family, string product) =>
        family is ProductFamily.Azure && product.Contains("Azure plan", StringComparison.OrdinalIgnoreCase) ? PurchaseKind.AzurePlan : PurchaseKind.LicenceBased;
}
