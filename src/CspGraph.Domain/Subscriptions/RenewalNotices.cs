namespace CspGraph.Domain.Subscriptions;

/// <summary>Which of the days ahead of a term's end are to be told of, and which are past without anybody to tell.</summary>
/// <remarks>
/// A threshold is reached on the day that is so many days before the last day of the term. What was reached by the day on which the term became known is not made up for,
/// but for the nearest; whatever is reached later is told, also when nobody looked on its day: then it is late.
/// </remarks>
public static class RenewalNotices
{
    /// <summary>How long behind the end of a term what was missed is still told, in days.</summary>
    public const int DaysBehind = 31;

    /// <summary>The thresholds that are reached, the farthest first.</summary>
    /// <param name="daysAhead">The thresholds, in days before the last day of the term.</param>
    /// <param name="endsOn">The last day of the term, itself included.</param>
    /// <param name="knownOn">The day (UTC) on which it was known here that the term ends then, and that these thresholds hold.</param>
    /// <param name="today">The day (UTC).</param>
    public static IEnumerable<RenewalNotice> Reached(IReadOnlyList<int> daysAhead, DateOnly endsOn, DateOnly knownOn, DateOnly today)
    {
        var nearestKnown = knownOn > endsOn ? (int?)null : Nearest(daysAhead, endsOn, knownOn);
        foreach (var days in daysAhead.OrderDescending())
        {
            var dueOn = endsOn.AddDays(-days);
            if (dueOn <= today) yield return new(days, IsTold: dueOn > knownOn || days == nearestKnown, IsLate: dueOn < today);
        }
    }

    /// <summary>The nearest threshold that is reached on a day; null for none.</summary>
    public static int? Nearest(IReadOnlyList<int> daysAhead, DateOnly endsOn, DateOnly day)
    {
        int? nearest = null;
        foreach (var days in daysAhead)
            if (endsOn.DayNumber - days <= day.DayNumber && (nearest is null || days < nearest)) nearest = days;
        return nearest;
    }
}

/// <summary>A threshold that is reached.</summary>
/// <param name="DaysAhead">Days before the last day of the term.</param>
/// <param name="IsTold">False for what was past when the term became known.</param>
/// <param name="IsLate">Whether its day has passed.</param>
public readonly record struct RenewalNotice(int DaysAhead, bool IsTold, bool IsLate);
