using CspGraph.Domain.Billing;

namespace CspGraph.Domain.Tests.Billing;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("USD", true)]
    [InlineData("XCG", true)]
    [InlineData("DEM", false)]
    [InlineData("BGN", false)]
    [InlineData("usd", false)]
    [InlineData("", false)]
    public void Knows_the_current_codes(string code, bool known) => Assert.Equal(known, Currencies.IsKnown(code));
}
