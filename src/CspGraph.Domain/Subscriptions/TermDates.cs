namespace CspGraph.Domain.Subscriptions;

/// <summary>The days of a term.</summary>
/// <remarks>
/// Source: learn.microsoft.com, the charge cycles of purchases at the end of a month: a month from 31 January ends on 27 February and renews on the 28th.
/// So a term renews on the same day of the month, or on the month's last where it has no such day, and ends the day before.
/// A year from 29 February renews on 28 February, by the same rule.
/// </remarks>
public static class TermDates
{
    /// <summary>The months of a term.</summary>
    public static int Months(TermDuration term) => term switch
    {
        TermDuration.P1M => 1,
        TermDuration.P1Y => 12,
        TermDuration.P3Y => 36,
        TermDuration.P5Y => 60,
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };

    /// <summary>The last day of a term, itself included.</summary>
    /// <param name="start">Its first day.</param>
    /// <param name="term">Its length.</param>
    public static DateOnly EndOf(DateOnly start, TermDuration term) => start.AddMonths(Months(term)).AddDays(-1);

    /// <summary>The first day of a term, of which the last is known. Of one that began at the end of a month it may be up to three days earlier than the true one.</summary>
    /// <param name="end">Its last day, itself included.</param>
    /// <param name="term">Its length.</param>
    public static DateOnly StartOf(DateOnly end, TermDuration term) => end.AddDays(1).AddMonths(-Months(term));
}
