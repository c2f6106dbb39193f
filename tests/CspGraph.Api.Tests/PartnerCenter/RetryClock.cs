using System.Threading.Channels;
using CspGraph.Api.PartnerCenter;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>A clock that stands still, and tells how long is waited before a question is asked again.</summary>
sealed class RetryClock() : FakeTimeProvider(Began)
{
    public static readonly DateTimeOffset Began = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Lets the next wait be over, and says how long it was.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        var wait = await WhenWaitingAsync();
        Advance(wait);
        return wait;
    }

    public async Task<TimeSpan> WhenWaitingAsync() => await waits.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // What is left are the waits: the others bound them.
        if (dueTime != PartnerCenterRetries.Attempt && dueTime != PartnerCenterRetries.Total && dueTime > TimeSpan.Zero) waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
