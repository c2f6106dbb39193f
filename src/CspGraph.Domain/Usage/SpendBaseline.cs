namespace CspGraph.Domain.Usage;

/// <summary>What a day is expected to cost, and how far such days usually are from that: told by the eight weeks before it alone.</summary>
/// <remarks>
/// The day itself and those behind it are never looked at. Every figure is a median, which a few strange days hardly move. Unless
/// more than half of the last two weeks had usage, a day is held against days that had any (<see cref="OfUsedDays"/>): one without
/// says nothing about what one with usage costs.
/// </remarks>
public sealed class SpendBaseline
{
    /// <summary>Days before the day that are looked at: eight weeks.</summary>
    public const int HistoryDays = 56;

    /// <summary>Two of each weekday. Growth is followed after half of them.</summary>
    const int LevelDays = 14;

    /// <summary>How far days usually are from what was expected is measured over four weeks.</summary>
    const int SpreadDays = 28;

    /// <summary>Known days without which nothing is expected.</summary>
    const int FewestDays = 7;

    /// <summary>Days with usage that tell what such a day costs.</summary>
    const int FewestUsedDays = 3;

    /// <summary>No spend is taken to be steadier than a tenth of it: else a constant one would alarm on pennies.</summary>
    const double SteadiestSpread = 0.1;

    /// <summary>A weekday with less than this share of a usual day does not tell the level: dividing by it would only magnify noise.</summary>
    const double SmallestTelling = 0.25;

    /// <summary>The most deviations that are told: beyond measure, as when there was no usage at all.</summary>
    public const double MostDeviations = 1000;

    readonly DateOnly judged;
    readonly double level;
    readonly double usedShare;
    readonly double expected;
    readonly double spread;
    readonly WeekdayPattern pattern;

    SpendBaseline(DateOnly judged, double level, double deviation, double usedShare, WeekdayPattern pattern)
    {
        (this.judged, this.level, this.usedShare, this.pattern) = (judged, level, usedShare, pattern);
        expected = level * pattern.Of(0);
        spread = Math.Max(deviation, SteadiestSpread * Math.Max(level, expected));
        (Expected, Spread) = (Money(expected), Money(spread));
    }

    /// <summary>What the day is held against, in the series' currency; 0 where there was hardly ever usage, never less.</summary>
    public decimal Expected { get; }

    /// <summary>A robust standard deviation, in the series' currency: 1.4826 × the median distance, at least a tenth of what is expected and of the level.</summary>
    public decimal Spread { get; }

    /// <summary>How many spreads an amount is above what is expected, up to <see cref="MostDeviations"/>; negative below.</summary>
    /// <param name="amount">In the series' currency.</param>
    public double Deviations(decimal amount)
    {
        var excess = (double)amount - expected;
        return spread > 0 ? Math.Clamp(excess / spread, -MostDeviations, MostDeviations) : excess > 0 ? MostDeviations : 0;
    }

    /// <summary>What a day is likely to come to: as expected of its weekday; where most days have no usage, a used day's cost times the share of used days.</summary>
    /// <param name="day">The judged day, or one behind it.</param>
    public decimal Likely(DateOnly day) => Money(usedShare * level * pattern.Of(day.DayNumber - judged.DayNumber));

    /// <summary>The baseline of a day; null where less than seven days of the eight weeks before it are known.</summary>
    /// <param name="series">May hold the day and later ones: they are not looked at.</param>
    /// <param name="day">A day of the series, or the one behind its last.</param>
    public static SpendBaseline? Of(DailySpend series, DateOnly day)
    {
        var place = series.Offset(day);
        if (place < FewestDays || place > series.Count) return null;
        ReadOnlySpan<double> before = series.History.AsSpan(0, place);
        Span<double> values = stackalloc double[HistoryDays];
        if (Known(Last(before, HistoryDays), values) < FewestDays) return null;

        var recent = Known(Last(before, LevelDays), values);
        var used = recent - values[..recent].Count(0);
        if (used * 2 <= recent) return OfUsedDays(day, before, values, recent == 0 ? 0 : (double)used / recent);

        var pattern = WeekdayPattern.Before(before, place);
        var level = Level(before, pattern, values);
        return new(day, level, RobustStatistics.Deviation(Distances(before, pattern, level, values)), usedShare: 1, pattern);
    }

    /// <summary>Of a series that mostly has no usage: what days with usage cost, whatever their weekday. Less than three of them tell nothing, so that all usage is above what is expected.</summary>
    static SpendBaseline OfUsedDays(DateOnly day, ReadOnlySpan<double> before, Span<double> values, double share)
    {
        var count = 0;
        foreach (var amount in Last(before, HistoryDays))
            if (amount > 0) values[count++] = amount;
        var used = values[..count];
        if (count < FewestUsedDays) return new(day, level: 0, deviation: 0, usedShare: 0, WeekdayPattern.None);
        return new(day, RobustStatistics.Median(used), RobustStatistics.Deviation(used), share, WeekdayPattern.None);
    }

    /// <summary>The median of the last two weeks, as if all of their days were alike.</summary>
    static double Level(ReadOnlySpan<double> before, in WeekdayPattern pattern, Span<double> values)
    {
        var count = 0;
        for (var i = 1; i <= Math.Min(LevelDays, before.Length); i++)
            if (pattern.Of(-i) is >= SmallestTelling and var factor && !double.IsNaN(before[^i])) values[count++] = before[^i] / factor;
        return RobustStatistics.Median(values[..count]);
    }

    /// <summary>How far the last four weeks are from what is expected by now.</summary>
    static Span<double> Distances(ReadOnlySpan<double> before, in WeekdayPattern pattern, double level, Span<double> values)
    {
        var count = 0;
        for (var i = 1; i <= Math.Min(SpreadDays, before.Length); i++)
            if (!double.IsNaN(before[^i])) values[count++] = before[^i] - level * pattern.Of(-i);
        return values[..count];
    }

    static ReadOnlySpan<double> Last(ReadOnlySpan<double> before, int days) => before[Math.Max(0, before.Length - days)..];

    static int Known(ReadOnlySpan<double> days, Span<double> values)
    {
        var count = 0;
        foreach (var amount in days)
            if (!double.IsNaN(amount)) values[count++] = amount;
        return count;
    }

    /// <summary>As money; a product beyond what a decimal holds is the most that it holds.</summary>
    static decimal Money(double amount) => amount < 7.9e28 ? (decimal)amount : decimal.MaxValue;
}
