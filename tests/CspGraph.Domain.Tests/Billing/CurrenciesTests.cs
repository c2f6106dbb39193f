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

    [Theory]
    [InlineData("BOV CHE CHW CLF COU MXV USN UYI UYW")]
    [InlineData("XAG XAU XPD XPT")]
    [InlineData("XAD XBA XBB XBC XBD XDR XSU XUA")]
    [InlineData("XTS XXX")]
    public void Knows_nothing_that_nobody_is_billed_in(string codes) => Assert.DoesNotContain(codes.Split(' '), Currencies.IsKnown);

    [Fact]
    public void Knows_the_currencies_of_unions() => Assert.All("XAF XCD XCG XOF XPF".Split(' '), code => Assert.True(Currencies.IsKnown(code)));
}
