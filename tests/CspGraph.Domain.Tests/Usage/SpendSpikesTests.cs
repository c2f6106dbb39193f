using CsCheck;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class SpendSpikesTests
{
    const int OneWeekOfWarmUp = 7;

    static IEnumerable<SpendSpike> All(DailySpend series, SpendSensitivity settings) =>
        Enumerable.Range(0, series.Count).Select(i => SpendSpikes.Judge(series, series.First.AddDays(i), settings)).OfType<SpendSpike>();

    [Theory]
    [InlineData("299.99", false)]
    [InlineData("300", true)]
    public void Two_hundred_percent_more_than_the_day_before_is_a_spike_and_a_hundredth_less_is_not(string amount, bool isSpike)
    {
        var told = Spend.JudgeLast(Spend.Series(100, 100, 100, decimal.Parse(amount)));

        Assert.Equal(isSpike, told is not null);
        if (told is not null) Assert.Equal((300, 100m, 200m, 300, (decimal?)null), (told.Amount, told.Baseline, told.Excess, told.Percent, told.Score));
        if (told is not null) Assert.Equal([SpendMethod.Overnight], told.Methods);
    }

    [Theory]
    [InlineData("9.99", "29.97", false)]
    [InlineData("10", "30", true)]
    [InlineData("10", "29.99", false)]
    public void An_excess_below_the_minimum_is_not_told(string before, string amount, bool isSpike) =>
        Assert.Equal(isSpike, Spend.JudgeLast(Spend.Series(decimal.Parse(before), decimal.Parse(amount))) is not null);

    [Fact]
    public void The_minimum_holds_for_the_seasonal_method_too()
    {
        var series = Spend.Series(Spend.Days(30, day => day < 29 ? 10 : 29.99m));
        Assert.Null(Spend.JudgeLast(series));
        Assert.Equal([SpendMethod.Seasonal], Spend.JudgeLast(series, Spend.Usual with { MinimumAmount = 19.99m })!.Methods);
    }

    /// <summary>A tenth of the level is the least spread, so five deviations are half of it; a quarter is told at no sensitivity.</summary>
    [Theory]
    [InlineData(5, 1499, false)]
    [InlineData(5, 1500, true)]
    [InlineData(3, 1300, true)]
    [InlineData(2, 1249, false)]
    [InlineData(2, 1250, true)]
    public void A_steady_spend_alarms_at_so_much_more(int sensitivity, int amount, bool isSpike)
    {
        var told = Spend.JudgeLast(Spend.Series(Spend.Days(30, day => day < 29 ? 1000 : amount)), Spend.Usual with { Sensitivity = sensitivity });
        Assert.Equal(isSpike ? (1000m, (amount - 1000) / 100m) : default((decimal, decimal)?), told is null ? null : (told.Baseline, told.Score!.Value));
    }

    /// <summary>Half as much again is exactly on the edge, whatever binary fractions make of it.</summary>
    [Fact]
    public void What_lies_on_the_edge_is_told_at_any_level() => Gen.Int[1, 1_000_000].Sample(cents =>
        Assert.NotNull(Spend.JudgeLast(Spend.Series(Spend.Days(20, day => (day < 19 ? cents : cents * 1.5m) / 100)), Spend.Usual with { MinimumAmount = 0 })));

    [Fact]
    public void When_both_speak_the_day_is_held_against_what_was_expected()
    {
        var told = Spend.JudgeLast(Spend.Series(Spend.Days(30, day => day is 28 ? 80 : day < 29 ? 100 : 400)));
        Assert.Equal((100m, 400), (told!.Baseline, told.Percent));
        Assert.Equal([SpendMethod.Overnight, SpendMethod.Seasonal], told.Methods);
    }

    /// <summary>Noise of 20 makes a spread of 29.65: 200 is 3.4 deviations above 100, 180 is 2.7.</summary>
    [Theory]
    [InlineData(200, true)]
    [InlineData(180, false)]
    public void A_jump_overnight_is_told_past_the_warm_up_only_when_the_day_is_not_usual(int amount, bool isSpike)
    {
        int[] noise = [-20, 0, 20];
        var told = Spend.JudgeLast(Spend.Series(Spend.Days(43, day => day < 41 ? 100 + noise[day % 3] : day is 41 ? 60 : amount)));
        Assert.Equal(isSpike ? [SpendMethod.Overnight] : null, told?.Methods);
        if (told is not null) Assert.Equal((60m, (decimal?)null), (told.Baseline, told.Score));
    }

    [Theory]
    [InlineData("", 500, null)] // The first day.
    [InlineData("0 0 0 0 0 0", 500, null)] // New, and known for less than a week.
    [InlineData("0 0 0 0 0 0 0", 500, "0")] // Known to be without usage for a week.
    [InlineData("50 0", 500, "50")] // The last day with usage.
    [InlineData("50 0", 149, null)]
    [InlineData("50 0 0 0 0 0 0", 500, "50")]
    [InlineData("50 0 0 0 0 0 0 0", 30, "0")] // A week without usage.
    [InlineData("-80", 500, null)] // A credit is no usage.
    [InlineData("50 -80", 500, "50")]
    [InlineData("50 ?", 500, null)] // The day before is not known.
    [InlineData("50 ? 0", 500, null)]
    [InlineData("? 50", 500, "50")]
    public void What_a_day_is_held_against_overnight(string before, int amount, string? baseline)
    {
        var days = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text is "?" ? (decimal?)null : decimal.Parse(text));
        Assert.Equal(baseline is null ? null : decimal.Parse(baseline), Spend.JudgeLast(Spend.Series([.. days, amount]))?.Baseline);
    }

    [Fact]
    public void After_no_usage_there_is_no_percentage() => Assert.Null(Spend.JudgeLast(Spend.Series(0, 0, 0, 0, 0, 0, 0, 500))!.Percent);

    [Fact]
    public void A_percentage_is_rounded_down_and_bounded()
    {
        Assert.Equal(333, new SpendSpike(Spend.Monday, 10, 3, [], null).Percent);
        Assert.Equal(int.MaxValue, new SpendSpike(Spend.Monday, decimal.MaxValue, 0.0000000000000000000000000001m, [], null).Percent);
    }

    /// <summary>A subscription that lay idle, and then is used by somebody.</summary>
    [Fact]
    public void Usage_after_weeks_without_any_is_told_at_once_and_is_usual_after_three_days()
    {
        var told = All(Spend.Series(Spend.Days(40, day => day < 30 ? 0 : 80)), Spend.Usual).ToList();
        Assert.Equal([30, 31, 32], told.Select(spike => spike.Day.DayNumber - Spend.Monday.DayNumber));
        Assert.All(told, spike => Assert.Equal((0m, (decimal)SpendBaseline.MostDeviations), (spike.Baseline, spike.Score)));
    }

    /// <summary>A job that runs now and then: each run follows days without usage, and costs as usual.</summary>
    [Fact]
    public void What_runs_now_and_then_does_not_alarm_at_each_run_but_when_it_costs_more()
    {
        decimal Cost(int day) => day % 5 is 0 ? 100 : 0;
        Assert.Empty(All(Spend.Series(Spend.Days(90, Cost)), Spend.Usual));
        Assert.Equal(100, Spend.JudgeLast(Spend.Series([.. Spend.Days(90, Cost), 500]))!.Baseline);
    }

    [Fact]
    public void A_constant_series_never_alarms() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 90]).Sample((cents, days) =>
        Assert.Empty(All(Spend.Series(Spend.Days(days, _ => cents / 100m)), Spend.Fine)));

    /// <summary>Nor does growth of up to five percent a day.</summary>
    [Fact]
    public void Steady_growth_never_alarms() => Gen.Select(Gen.Double[1, 1.05], Gen.Int[20, 90]).Sample((growth, days) =>
        Assert.Empty(All(Spend.Series(Spend.Days(days, day => (decimal)(100 * Math.Pow(growth, day)))), Spend.Usual)));

    /// <summary>Quiet weekends, also wholly without usage; or a busy one. Within a tenth of noise.</summary>
    [Fact]
    public void A_weekly_pattern_never_alarms_past_the_warm_up() => Gen.Select(Gen.OneOfConst(0, 1, 5, 20, 60, 150, 300, 800), Gen.OneOfConst(1, 2, 3), Gen.Int[97, 103].Array[84]).Sample((weekend, daysOff, noise) =>
    {
        var series = Spend.Series(Spend.Days(84, day => (day % 7 >= 7 - daysOff ? weekend : 100) * noise[day] / 10m));
        Assert.DoesNotContain(All(series, Spend.Usual), spike => spike.Day.DayNumber - Spend.Monday.DayNumber >= Spend.Usual.WarmUpDays);
    });

    [Fact]
    public void A_Monday_after_a_quiet_Sunday_alarms_within_the_warm_up_and_a_dear_one_always()
    {
        decimal Cost(int day) => day is 56 ? 300 : day % 7 is 5 or 6 ? 20 : 100;
        Assert.Equal([(7, 20m), (56, 100m)], All(Spend.Series(Spend.Days(60, Cost)), Spend.Usual).Select(spike => (spike.Day.DayNumber - Spend.Monday.DayNumber, decimal.Round(spike.Baseline))));
    }

    [Fact]
    public void Weekday_usage_on_a_weekend_is_told() =>
        Assert.Equal([SpendMethod.Overnight, SpendMethod.Seasonal], Spend.JudgeLast(Spend.Series(Spend.Days(54, day => day is 53 ? 400 : day % 7 is 5 or 6 ? 20 : 100)))!.Methods);

    /// <summary>In another currency, the same is told.</summary>
    [Fact]
    public void The_scale_does_not_matter() => Gen.Select(Spend.Any, Gen.OneOfConst(0.001m, 0.01m, 7m, 1000m, 1_000_000m), Gen.Int[0, 100]).Sample((days, factor, minimum) =>
    {
        var settings = Spend.Usual with { MinimumAmount = minimum, WarmUpDays = OneWeekOfWarmUp, Sensitivity = 3 };
        var told = All(Spend.Series(days), settings).Select(spike => (spike.Day, string.Join(' ', spike.Methods)));
        var scaled = All(Spend.Series([.. days.Select(amount => amount * factor)]), settings with { MinimumAmount = minimum * factor }).Select(spike => (spike.Day, string.Join(' ', spike.Methods)));
        Assert.Equal(told, scaled);
    });

    /// <summary>No look ahead: what comes later, or is not there yet, never changes a verdict.</summary>
    [Fact]
    public void Later_days_do_not_matter() => Gen.Select(Spend.Any.Where(days => days.Length > 0), Spend.Any, Gen.Int[0, 79]).Sample((days, later, cut) =>
    {
        cut = 1 + cut % days.Length;
        var (now, then) = (Spend.Series(days[..cut]), Spend.Series([.. days[..cut], .. later]));
        var settings = Spend.Fine;
        var (told, same) = (Spend.JudgeLast(now, settings), SpendSpikes.Judge(then, Spend.Last(now), settings));
        Assert.Equal((told?.Amount, told?.Baseline, told?.Score), (same?.Amount, same?.Baseline, same?.Score));
    });

    /// <summary>Zeros, credits, unknown days, and amounts as large or small as there are.</summary>
    [Fact]
    public void Every_series_can_be_judged() => Gen.OneOf(Spend.Amount, Gen.OneOfConst<decimal?>(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -1, 0, null), Gen.Decimal.Select(amount => (decimal?)amount)).Array[0, 80].Sample(days =>
    {
        var series = Spend.Series(days);
        foreach (var spike in All(series, Spend.Fine))
        {
            Assert.True(spike is { Amount: > 0, Baseline: >= 0, Excess: > 0, Score: null or (> 0 and <= 1000), Percent: null or > 100 }, spike.ToString());
            Assert.NotEmpty(spike.Methods);
        }
        for (var i = -1; i <= days.Length; i++) SpendForecast.MonthEnd(series, series.First.AddDays(i));
        Assert.Null(SpendSpikes.Judge(series, series.First.AddDays(-1), Spend.Fine));
        Assert.Null(SpendSpikes.Judge(series, series.First.AddDays(series.Count), Spend.Fine));
    });

    [Fact]
    public void Each_method_by_itself_is_part_of_the_verdict() => Spend.Any.Sample(days =>
    {
        var series = Spend.Series(days);
        for (var day = series.First; day < series.First.AddDays(series.Count); day = day.AddDays(1))
        {
            var (both, overnight, seasonal) = (SpendSpikes.Judge(series, day, Spend.Usual), SpendSpikes.Overnight(series, day, Spend.Usual), SpendSpikes.Seasonal(series, day, Spend.Usual));
            Assert.Equal(seasonal is not null, both?.Methods.Contains(SpendMethod.Seasonal) ?? false);
            if (both?.Methods.Contains(SpendMethod.Overnight) is true) Assert.NotNull(overnight);
            if (overnight is not null && seasonal is not null) Assert.Equal(2, both!.Methods.Count);
        }
    });

    /// <summary>Thousands of series are judged each day: one verdict holds one small object, whatever it looks at.</summary>
    [Fact]
    public void A_verdict_allocates_hardly_anything()
    {
        var series = Spend.Series(Spend.Days(60, day => 100 + day * 37 % 23 + (day % 7 is 5 or 6 ? 0 : 60)));
        Assert.Null(Spend.JudgeLast(series));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Spend.JudgeLast(series);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 200);
    }
}
