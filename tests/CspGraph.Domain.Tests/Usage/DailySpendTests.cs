using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class DailySpendTests
{
    static readonly DateOnly First = new(2026, 2, 27);

    [Fact]
    public void Rows_add_up_by_day_and_a_day_without_any_is_zero()
    {
        var series = DailySpend.Of(First, First.AddDays(3), [(First.AddDays(1), 5), (First, 1.5m), (First.AddDays(1), -2), (First.AddDays(-1), 99), (First.AddDays(4), 99)]);
        Assert.Equal([null, 1.5m, 3m, 0m, 0m, null], Enumerable.Range(-1, 6).Select(i => series[First.AddDays(i)]));
        Assert.Equal((First, 4), (series.First, series.Count));
    }

    [Fact]
    public void A_series_that_ends_before_it_begins_is_empty() => Assert.Equal(0, DailySpend.Of(First, First.AddDays(-9), []).Count);

    [Fact]
    public void What_is_given_is_copied()
    {
        decimal?[] amounts = [1, null];
        var series = new DailySpend(First, amounts);
        (amounts[0], amounts[1]) = (7, 7);
        Assert.Equal((1m, null), (series[First], series[First.AddDays(1)]));
    }
}
