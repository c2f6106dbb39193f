using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Tests.Tenancy;

public sealed class AuthorizedRegionsTests
{
    [Theory]
    [InlineData(null, new[] { CspRegion.Europe })]
    [InlineData("UnitedStates Africa Europe Africa", new[] { CspRegion.Europe, CspRegion.Africa, CspRegion.UnitedStates })]
    public void The_own_region_comes_first_and_each_once(string? further, CspRegion[] regions) => Assert.Equal(regions, AuthorizedRegions.Of(CspRegion.Europe, further));

    [Fact]
    public void What_is_written_is_read_again()
    {
        Assert.Null(AuthorizedRegions.TextOf(CspRegion.Europe, [CspRegion.Europe]));
        Assert.Equal("Africa UnitedStates", AuthorizedRegions.TextOf(CspRegion.Europe, [CspRegion.UnitedStates, CspRegion.Europe, CspRegion.Africa]));
    }
}
