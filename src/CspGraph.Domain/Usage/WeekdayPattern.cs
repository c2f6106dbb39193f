using System.Runtime.CompilerServices;

namespace CspGraph.Domain.Usage;

/// <summary>How the days of a week differ: by weekday, its usual share of the week's median day, 1 for a day like most.</summary>
/// <remarks>
/// Weeks are counted back from the day that is judged, so that each has every weekday once, and each is measured by its own median:
/// growth from week to week is no pattern.
/// </remarks>
[InlineArray(DaysOfWeek)]
struct WeekdayPattern
{
    public const int DaysOfWeek = 7;
    const int Weeks = SpendBaseline.HistoryDays / DaysOfWeek;

    /// <summary>Known days that a week needs, to be measured by its median.</summary>
    const int Enough = 4;

    double first;

    /// <summary>All days alike.</summary>
    public static WeekdayPattern None
    {
        get
        {
            var none = new WeekdayPattern();
            foreach (ref var factor in none) factor = 1;
            return none;
        }
    }

    /// <summary>The factor of the day that lies so many days behind the judged one (or, negative, before it).</summary>
    public readonly double Of(int daysFromJudged) => this[((daysFromJudged % DaysOfWeek) + DaysOfWeek) % DaysOfWeek];

    /// <summary>The pattern of up to eight weeks before a day.</summary>
    /// <param name="history">See <see cref="DailySpend.History"/>.</param>
    /// <param name="judged">The place of the day.</param>
    public static WeekdayPattern Before(ReadOnlySpan<double> history, int judged)
    {
        Span<double> shares = stackalloc double[DaysOfWeek * Weeks];
        Span<int> seen = stackalloc int[DaysOfWeek];
        Span<double> sorted = stackalloc double[DaysOfWeek];
        seen.Clear();
        for (var start = judged - DaysOfWeek; start >= 0 && start >= judged - SpendBaseline.HistoryDays; start -= DaysOfWeek)
        {
            var week = history.Slice(start, DaysOfWeek);
            var known = 0;
            foreach (var amount in week)
                if (!double.IsNaN(amount)) sorted[known++] = amount;
            // A week mostly without usage has no usual day to measure others by.
            if (known < Enough || RobustStatistics.Median(sorted[..known]) is not (> 0 and var median)) continue;
            for (var i = 0; i < DaysOfWeek; i++)
                if (!double.IsNaN(week[i])) shares[i * Weeks + seen[i]++] = week[i] / median;
        }
        var pattern = None;
        for (var i = 0; i < DaysOfWeek; i++)
            if (seen[i] > 0) pattern[i] = Shrunk(RobustStatistics.LowerMedian(shares.Slice(i * Weeks, seen[i])), seen[i]);
        return pattern;
    }

    /// <summary>Nearer to none, the fewer weeks have shown it: two count for four fifths, eight for sixteen seventeenths.</summary>
    /// <remarks>A half is the most by which a pattern that was seen twice, and comes again, is within the usual by every measure.</remarks>
    static double Shrunk(double share, int weeks) => 1 + weeks / (weeks + 0.5) * (share - 1);
}
