using CspGraph.Data;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Data;

/// <summary>A clock by which nobody waits before something is begun again: such a wait is over at once, as if its time had passed.</summary>
sealed class PassingClock() : FakeTimeProvider(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    /// <summary>The waits, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TransientFaults.Patience || dueTime <= TimeSpan.Zero) return base.CreateTimer(callback, state, dueTime, period);
        Waits.Add(dueTime);
        Advance(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
