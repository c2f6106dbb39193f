using CspGraph.Domain.Catalog;
using CspGraph.Domain.Orders;

namespace CspGraph.Domain.Tests.Orders;

public sealed class PurchaseKindsTests
{
    [Theory]
    [InlineData(ProductFamily.Azure, "Azure plan", PurchaseKind.AzurePlan)]
    [InlineData(ProductFamily.Azure, "Microsoft Azure Plan", PurchaseKind.AzurePlan)]
    [InlineData(ProductFamily.Azure, "Azure Information Protection", PurchaseKind.LicenceBased)]
    [InlineData(ProductFamily.Other, "Azure plan", PurchaseKind.LicenceBased)]
    [InlineData(ProductFamily.Microsoft365, "Microsoft 365 E3", PurchaseKind.LicenceBased)]
    public void Only_an_Azure_plan_is_none_of_the_licences(ProductFamily family, string product, PurchaseKind kind) => Assert.Equal(kind, PurchaseKinds.Of(family, product));
}
