using CspGraph.Domain.Orders;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class CreditLimitGateTests
{
    static readonly CreditLimit Limit = new() { Id = Guid.Empty, ResellerId = Guid.Empty, Amount = 1000, Currency = "EUR", SetAt = default };

    [Fact]
    public void Up_to_the_limit_it_passes() => Assert.Equal(
        new(OrderGate.CreditLimit, null, Passed, null, null, "A month of all that runs would come to 1000.00 EUR, within the credit limit of 1000.00 EUR.", null),
        CreditLimitGate.Of(Limit, 900, 100, missing: 0));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Over_the_limit_it_fails_whatever_is_missing(int missing)
    {
        var result = CreditLimitGate.Of(Limit, 900, 100.001m, missing);
        Assert.Equal((Failed, "CREDIT_LIMIT_EXCEEDED", "900121"), (result.Outcome, result.Code, result.UpstreamCode));
        Assert.Equal("A month of all that runs would come to 1000.001 EUR, and the credit limit is 1000.00 EUR.", result.Message);
    }

    [Fact]
    public void With_prices_missing_it_is_not_known()
    {
        var result = CreditLimitGate.Of(Limit, 900, 100, missing: 1);
        Assert.Equal((Unknown, "CREDIT_UNKNOWN", null), (result.Outcome, result.Code, result.UpstreamCode));
        Assert.Equal("1 prices are missing, so whether the credit limit of 1000.00 EUR suffices is not known.", result.Message);
    }

    [Fact]
    public void Without_a_limit_it_is_not_asked() => Assert.Equal(NotApplicable, CreditLimitGate.Of(null, 900, 100, missing: 1).Outcome);

    [Theory]
    [InlineData(100, 0, "The order stays within the credit limit.")]
    [InlineData(101, 0, "The order is over the credit limit.")]
    [InlineData(100, 1, "Prices are missing, so whether the credit limit suffices is not known.")]
    public void Who_may_not_see_amounts_is_told_the_outcome_only(int ordered, int missing, string message)
    {
        var result = CreditLimitGate.Of(Limit, 900, ordered, missing);
        Assert.Equal(result with { Message = message }, CreditLimitGate.WithoutAmounts(result));
    }
}
