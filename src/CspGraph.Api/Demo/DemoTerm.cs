using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>When a subscription began, and the term it is in, or ended with.</summary>
sealed record DemoTerm(DateOnly Start, DateOnly TermStart, DateOnly End)
{
    public static int Months(TermDuration term) => term switch { TermDuration.P1M => 1, TermDuration.P1Y => 12, _ => 36 };

    public static bool HasEnded(SubscriptionStatus status) => status is SubscriptionStatus.Expired or SubscriptionStatus.Disabled or SubscriptionStatus.Deleted;

    /// <summary>A term that fits the status: ended some days ago, begun today, or running since it was last renewed.</summary>
    public static DemoTerm Draw(Random random, SubscriptionStatus status, int months, DateOnly since, DateOnly today) => status switch
    {
        SubscriptionStatus.Pending => Running(today, months, today),
        SubscriptionStatus.Expired => Ended(months, today.AddDays(-random.Next(1, 27))),
        SubscriptionStatus.Disabled => Ended(months, today.AddDays(-random.Next(31, 90))),
        SubscriptionStatus.Deleted => Ended(months, today.AddDays(-random.Next(1, 120))),
        _ => Running(since.AddDays(random.Next(today.DayNumber - since.DayNumber + 1)), months, today),
    };

    static DemoTerm Ended(int months, DateOnly end)
    {
        var start = end.AddDays(1).AddMonths(-months);
        return new DemoTerm(start, start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>Terms are counted from the first day: added one by one, a 31st would slip.</summary>
    static DemoTerm Running(DateOnly start, int months, DateOnly today)
    {
        var ended = 0;
        while (start.AddMonths(months * (ended + 1)) <= today) ended++;
        return new DemoTerm(start, start.AddMonths(months * ended), start.AddMonths(months * (ended + 1)).AddDays(-1));
    }
}
