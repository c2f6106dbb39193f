namespace CspGraph.Api.Demo;

/// <summary>The time the demo's ids are made at: the day before, a millisecond later each time, so that they sort as they were made.</summary>
sealed class DemoIdClock(DateOnly today) : TimeProvider
{
    DateTimeOffset next = new(today.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => next = next.AddMilliseconds(1);
}
