namespace CspGraph.Domain.Usage;

/// <summary>Whether a day's spend is a spike.</summary>
public static class SpendSpikes
{
    /// <summary>A day below so many deviations is usual, and then it does not matter what the day before was: Monday comes after Sunday.</summary>
    const double UsualDeviations = 3;

    /// <summary>The seasonal method tells nothing that is less than a quarter above what was expected, however steady the spend was.</summary>
    const decimal SmallestPart = 0.25m;

    /// <summary>Days without usage after which usage is held against nothing.</summary>
    const int QuietDays = 7;

    static readonly SpendMethod[] ByOvernight = [SpendMethod.Overnight];
    static readonly SpendMethod[] BySeason = [SpendMethod.Seasonal];
    static readonly SpendMethod[] ByBoth = [SpendMethod.Overnight, SpendMethod.Seasonal];

    /// <summary>Judges a day by both methods; null when it is no spike, or not known.</summary>
    /// <remarks>Past the warm-up a day that is usual for its weekday is no spike, whatever the day before was. Later days are not looked at.</remarks>
    /// <param name="series">What was spent.</param>
    /// <param name="day">A day of the series.</param>
    /// <param name="settings">What is told.</param>
    public static SpendSpike? Judge(DailySpend series, DateOnly day, SpendSensitivity settings)
    {
        if (Candidate(series, day, settings) is not { } amount) return null;
        var overnight = Overnight(series, day, settings);
        if (Baseline(series, day, settings) is not { } baseline) return overnight;
        if (Seasonal(baseline, day, amount, settings) is { } seasonal) return overnight is null ? seasonal : seasonal with { Methods = ByBoth };
        return IsAtLeast(baseline.Deviations(amount), Math.Min(UsualDeviations, (double)settings.Sensitivity)) ? overnight : null;
    }

    /// <summary>Whether a day is far above the day before, by that alone; where that had no usage, above the last day with usage in the week before.</summary>
    /// <remarks>
    /// After seven days known to be without usage, all usage is held against 0. Before that, the first usage of a series has nothing
    /// it could be held against: that a new customer begins is no spike.
    /// </remarks>
    /// <inheritdoc cref="Judge"/>
    public static SpendSpike? Overnight(DailySpend series, DateOnly day, SpendSensitivity settings)
    {
        if (Candidate(series, day, settings) is not { } amount || Before(series, day) is not { } before) return null;
        var times = 1 + settings.OvernightPercent / 100m;
        var isJump = before <= decimal.MaxValue / times && amount >= before * times && amount - before >= settings.MinimumAmount;
        return isJump ? new(day, amount, before, ByOvernight, Score: null) : null;
    }

    /// <summary>Whether a day is far above what is expected of it, by that alone; null also within the warm-up.</summary>
    /// <inheritdoc cref="Judge"/>
    public static SpendSpike? Seasonal(DailySpend series, DateOnly day, SpendSensitivity settings) =>
        Candidate(series, day, settings) is { } amount && Baseline(series, day, settings) is { } baseline ? Seasonal(baseline, day, amount, settings) : null;

    static SpendSpike? Seasonal(SpendBaseline baseline, DateOnly day, decimal amount, SpendSensitivity settings)
    {
        var deviations = baseline.Deviations(amount);
        if (!IsAtLeast(deviations, (double)settings.Sensitivity)) return null;
        var excess = amount - baseline.Expected;
        return excess >= settings.MinimumAmount && excess >= baseline.Expected * SmallestPart
            ? new(day, amount, baseline.Expected, BySeason, decimal.Round((decimal)deviations, 2))
            : null;
    }

    /// <summary>A day's amount, if it can be a spike at all: nothing is held against less than 0.</summary>
    static decimal? Candidate(DailySpend series, DateOnly day, SpendSensitivity settings) =>
        series[day] is { } amount && amount > 0 && amount >= settings.MinimumAmount ? amount : null;

    static SpendBaseline? Baseline(DailySpend series, DateOnly day, SpendSensitivity settings) =>
        series.Offset(day) >= settings.WarmUpDays ? SpendBaseline.Of(series, day) : null;

    /// <summary>The day before, or the last one with usage within a week. Null where a day is not known before one is found.</summary>
    static decimal? Before(DailySpend series, DateOnly day)
    {
        var place = series.Offset(day);
        if (place == 0) return null;
        for (var back = 1; back <= QuietDays; back++)
        {
            if (back > place || double.IsNaN(series.History[place - back])) return null;
            if (series.History[place - back] > 0) return series[day.AddDays(-back)];
        }
        return 0;
    }

    /// <summary>Binary fractions are not to decide what lies on the edge.</summary>
    static bool IsAtLeast(double deviations, double limit) => deviations >= limit * (1 - 1e-9);
}
