using System.Globalization;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class BudgetRulesTests
{
    [Theory]
    [InlineData("0.0001", "EUR", null)]
    [InlineData("922337203685477", "EUR", null)]
    [InlineData("0", "EUR", "amount")]
    [InlineData("-1", "EUR", "amount")]
    [InlineData("1.00001", "EUR", "amount")]
    [InlineData("922337203685478", "EUR", "amount")]
    [InlineData("1", null, "currency")]
    [InlineData("1", "XXX", "currency")]
    public void A_budget_is_more_than_nothing_in_a_currency(string amount, string? currency, string? field) =>
        Assert.Equal(field, BudgetRules.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, [100])?.Field);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 1_000)]
    [InlineData(true, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
    [InlineData(false)]
    [InlineData(false, 0)]
    [InlineData(false, 1_001)]
    [InlineData(false, 50, 50)]
    [InlineData(false, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    public void Up_to_ten_different_parts_are_told(bool isAllowed, params int[] thresholds) => Assert.Equal(isAllowed ? null : "thresholds", BudgetRules.Of(1, "EUR", thresholds)?.Field);

    [Fact]
    public void Thresholds_are_kept_the_smallest_first()
    {
        Assert.Equal("50 80 100", BudgetRules.TextOf([100, 50, 80]));
        Assert.Equal([50, 80, 100], BudgetRules.ThresholdsOf("50 80 100"));
    }
}
