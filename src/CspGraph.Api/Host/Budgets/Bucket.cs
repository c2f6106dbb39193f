namespace CspGraph.Api.Host.Budgets;

/// <summary>A budget that refills by itself. It counts in millionths of a cost and in microseconds, so nothing is ever rounded.</summary>
/// <remarks>Its caller holds <see cref="Gate"/>.</remarks>
sealed class Bucket(BucketSize size, long now)
{
    public const long Millionths = 1_000_000;

    readonly long capacity = size.Capacity * Millionths;
    long level = size.Capacity * Millionths;
    long at = now;

    public Lock Gate { get; } = new();

    /// <summary>True when it was forgotten: another stands in its place.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>What it holds, in millionths.</summary>
    public long Level => level;

    public long MicrosecondsUntil(long wanted) => level >= wanted ? 0 : (wanted - level + size.RefillPerSecond - 1) / size.RefillPerSecond;

    public long MicrosecondsUntilFull => MicrosecondsUntil(capacity);

    public void Refill(long now)
    {
        var elapsed = now - at;
        // Another thread read the clock later, and was here before.
        if (elapsed <= 0) return;
        // A refill of so many microseconds is no larger than what is missing: it cannot overflow.
        level = elapsed >= MicrosecondsUntilFull ? capacity : level + elapsed * size.RefillPerSecond;
        at = now;
    }

    /// <summary>Takes what is there; it is asked before.</summary>
    public void Take(long millionths) => level -= millionths;

    /// <summary>Drops a full bucket: a new one is just the same.</summary>
    public bool DropIfFull(long now)
    {
        lock (Gate)
        {
            Refill(now);
            return IsDropped = level == capacity;
        }
    }
}
