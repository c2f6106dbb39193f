namespace CspGraph.Domain.Usage;

/// <summary>Which parts of a month's budget are reached, and which of them are to be told.</summary>
public static class BudgetThresholds
{
    /// <summary>The parts that are reached, the smallest first: each with the day on which the month's sum first came to it and stayed there.</summary>
    /// <remarks>What was reached before <paramref name="freshFrom"/> is old news: of that only the greatest part is told, and only where nothing greater is.</remarks>
    /// <param name="thresholds">In percent.</param>
    /// <param name="budget">Of the month, more than 0.</param>
    /// <param name="days">What each day of the month came to, from its first on.</param>
    /// <param name="month">Its first day.</param>
    /// <param name="freshFrom">The first day that raises alerts, and on which the budget was there.</param>
    public static IReadOnlyList<BudgetThreshold> Reached(IReadOnlyList<int> thresholds, decimal budget, IReadOnlyList<decimal> days, DateOnly month, DateOnly freshFrom)
    {
        var sum = days.Sum();
        var reached = thresholds.Order().Where(percent => IsReached(sum, budget, percent)).Select(percent => (Percent: percent, Day: ReachedOn(percent))).ToList();
        return [.. reached.Select((part, i) => new BudgetThreshold(part.Percent, part.Day, IsTold: part.Day >= freshFrom || i == reached.Count - 1))];

        // Credits may take a sum back below.
        DateOnly ReachedOn(int percent)
        {
            var (day, rest) = (days.Count - 1, sum);
            while (day > 0 && IsReached(rest - days[day], budget, percent)) rest -= days[day--];
            return month.AddDays(day);
        }
    }

    /// <summary>Whether a sum has come to a part of a budget.</summary>
    public static bool IsReached(decimal sum, decimal budget, int percent) => sum * 100 >= budget * percent;
}

/// <summary>A part of a budget that is reached.</summary>
/// <param name="Percent">The part.</param>
/// <param name="Day">When.</param>
/// <param name="IsTold">False for what was reached before anybody could be told, and something greater since.</param>
public readonly record struct BudgetThreshold(int Percent, DateOnly Day, bool IsTold);
