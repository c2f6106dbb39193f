namespace CspGraph.Domain.Usage;

/// <summary>What a month will have come to at its end.</summary>
public static class SpendForecast
{
    /// <summary>Days of history without which nothing is foretold: each weekday twice.</summary>
    public const int FewestDays = 14;

    /// <summary>What the month's closed days came to, and what its other days are likely to.</summary>
    /// <remarks>
    /// Days to come are taken to be like the last two weeks, each by its weekday; growth is not drawn on, and a spike counts once. A
    /// closed day that is not known counts as a likely one. Of a series that begins within the month, the days before it are nothing.
    /// </remarks>
    /// <param name="series">What was spent.</param>
    /// <param name="lastClosedDay">The last day that counts as it is; it tells the month.</param>
    /// <returns>In the series' currency. Null when the day is not of the series; and when something is to be foretold, and the series is younger than <see cref="FewestDays"/> days.</returns>
    public static decimal? MonthEnd(DailySpend series, DateOnly lastClosedDay)
    {
        var place = series.Offset(lastClosedDay);
        if (place < 0 || place >= series.Count) return null;
        var first = new DateOnly(lastClosedDay.Year, lastClosedDay.Month, 1);
        var next = lastClosedDay == DateOnly.MaxValue ? lastClosedDay : lastClosedDay.AddDays(1);
        var baseline = place + 1 >= FewestDays ? SpendBaseline.Of(series, next) : null;
        var sum = 0m;
        for (var i = 0; i < DateTime.DaysInMonth(first.Year, first.Month); i++)
        {
            var day = first.AddDays(i);
            if (day < series.First) continue;
            if (day <= lastClosedDay && series[day] is { } amount) sum = Sum(sum, amount);
            else if (baseline is null) return null;
            else sum = Sum(sum, baseline.Likely(day));
        }
        return sum;
    }

    /// <summary>What is beyond what a decimal holds is the most that it holds.</summary>
    static decimal Sum(decimal sum, decimal amount) =>
        amount > 0 && sum > decimal.MaxValue - amount ? decimal.MaxValue : amount < 0 && sum < decimal.MinValue - amount ? decimal.MinValue : sum + amount;
}
