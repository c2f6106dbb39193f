using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Host;

/// <summary>A clock that stands still, and tells when somebody waits by it.</summary>
sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    readonly Lock gate = new();
    readonly List<TimeSpan> waits = [];
    readonly List<(TimeSpan Due, int Times, TaskCompletionSource Seen)> watchers = [];

    /// <summary>Ends when somebody has begun to wait for just so long, the so-manyeth time.</summary>
    public Task WhenAwaited(TimeSpan due, int times = 1)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            watchers.Add((due, times, seen));
            Tell();
        }
        return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            waits.Add(dueTime);
            Tell();
        }
        return timer;
    }

    void Tell()
    {
        foreach (var (due, times, seen) in watchers)
            if (waits.Count(wait => wait == due) >= times) seen.TrySetResult();
    }
}
