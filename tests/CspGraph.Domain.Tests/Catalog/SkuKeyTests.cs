using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Tests.Catalog;

public sealed class SkuKeyTests
{
    [Theory]
    [InlineData("1", "0001")]
    [InlineData("006g", "006G")]
    [InlineData("0002", "0002")]
    [InlineData("12345", "12345")]
    public void Leading_zeros_are_put_back(string skuId, string padded) => Assert.Equal(new SkuKey("CFQ7TTC0LF8S", padded), SkuKey.Of("cfq7ttc0lf8s", skuId));

    [Theory]
    [InlineData("Azure plan", ProductFamily.Azure)]
    [InlineData("Dynamics 365 Sales Enterprise", ProductFamily.Dynamics365)]
    [InlineData("Power BI Premium Per User", ProductFamily.Dynamics365)]
    [InlineData("Microsoft 365 E3", ProductFamily.Microsoft365)]
    [InlineData("Exchange Online (Plan 1)", ProductFamily.Microsoft365)]
    [InlineData("Test WAF-as-a-Service", ProductFamily.Other)]
    public void A_family_is_told_from_the_brand(string name, ProductFamily family) => Assert.Equal(family, ProductFamilies.Of(name));
}
