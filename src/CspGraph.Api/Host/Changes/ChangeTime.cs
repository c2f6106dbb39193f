namespace CspGraph.Api.Host.Changes;

/// <summary>By which time changes are dated.</summary>
static class ChangeTime
{
    /// <summary>The time (UTC) to the millisecond, as it is kept and shown.</summary>
    public static DateTime Now(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)) : default;
}
