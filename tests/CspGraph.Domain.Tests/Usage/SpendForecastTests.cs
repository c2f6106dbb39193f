using CsCheck;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class SpendForecastTests
{
    static DateOnly Day(int days) => Spend.Monday.AddDays(days);

    /// <summary>June 2026 has 30 days; the series begins on its first.</summary>
    [Theory]
    [InlineData(12, null)]
    [InlineData(13, "300")]
    [InlineData(20, "300")]
    [InlineData(29, "300")]
    [InlineData(30, "310")] // July.
    public void A_constant_spend_comes_to_days_times_amount(int lastClosed, string? sum) =>
        Assert.Equal(sum is null ? null : decimal.Parse(sum), SpendForecast.MonthEnd(Spend.Series(Spend.Days(40, _ => 10)), Day(lastClosed)));

    [Fact]
    public void A_month_that_is_closed_comes_to_its_sum() => Spend.Amount.Where(amount => amount is not null).Array[30].Sample(days =>
        Assert.Equal(days.Sum(), SpendForecast.MonthEnd(Spend.Series(days), Day(29))));

    /// <summary>Ten weeks, so that the pattern is known; the rest of the month has its own weekends.</summary>
    [Fact]
    public void Days_to_come_are_as_their_weekdays_are() => Gen.Select(Gen.Int[56, 90], Gen.Int[0, 200]).Sample((closed, weekend) =>
    {
        decimal Cost(int day) => day % 7 is 5 or 6 ? weekend : 100;
        var last = Day(closed - 1);
        var month = new DateOnly(last.Year, last.Month, 1);
        var plain = Enumerable.Range(month.DayNumber - Spend.Monday.DayNumber, DateTime.DaysInMonth(month.Year, month.Month)).Sum(Cost);
        Assert.InRange(SpendForecast.MonthEnd(Spend.Series(Spend.Days(closed, Cost)), last)!.Value, plain * 0.97m, plain * 1.03m);
    });

    [Fact]
    public void A_spike_counts_once() =>
        Assert.Equal(29 * 10 + 5000, SpendForecast.MonthEnd(Spend.Series(Spend.Days(20, day => day is 17 ? 5000 : 10)), Day(19)));

    [Fact]
    public void What_runs_now_and_then_goes_on_so() => // On each fourth day: 5 of 20 days are past, and 10 days more are likely to have 4/14 of them, as the last two weeks.
        Assert.Equal(5 * 100 + 10 * 100 * 4 / 14m, SpendForecast.MonthEnd(Spend.Series(Spend.Days(20, day => day % 4 is 3 ? 100 : 0)), Day(19))!.Value, 6);

    [Fact]
    public void A_day_that_is_not_known_counts_as_a_likely_one_and_credits_count() =>
        Assert.Equal(28 * 10 - 50 + 10, SpendForecast.MonthEnd(Spend.Series([.. Spend.Days(20, day => day is 3 ? -50 : 10).Select((amount, day) => day is 8 ? (decimal?)null : amount)]), Day(19)));

    [Fact]
    public void A_series_that_begins_within_the_month_is_nothing_before() =>
        Assert.Equal(20 * 10, SpendForecast.MonthEnd(new DailySpend(Day(10), [.. Enumerable.Repeat((decimal?)10, 15)]), Day(24)));

    [Theory]
    [InlineData(-1)]
    [InlineData(40)]
    public void A_day_that_is_not_of_the_series_tells_nothing(int day) => Assert.Null(SpendForecast.MonthEnd(Spend.Series(Spend.Days(40, _ => 10)), Day(day)));
}
