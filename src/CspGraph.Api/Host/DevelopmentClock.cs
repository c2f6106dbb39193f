using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Transport;

namespace CspGraph.Api.Host;

/// <summary>A clock that can be set, to see what becomes of the server when its machine's is: as then, what is measured and what is waited for goes on as before. Mapped in Development only.</summary>
sealed class DevelopmentClock(TimeProvider clock) : TimeProvider
{
    /// <summary>Ten years, in seconds: no further, so that every date that is computed from it is one.</summary>
    const long MostSeconds = 315_360_000;

    long offset;

    /// <summary>How far it is ahead of the machine's.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offset));
        set => Interlocked.Exchange(ref offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Offset;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>POST /dev/clock: <c>{"offsetSeconds"}</c> → <c>{"now"}</c>. The offset is from the machine's own time, until it is set anew or the process ends.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var refusal = await SetAsync(http);
        if (refusal is null) await http.Response.WriteAsJsonAsync(new { now = GetUtcNow().UtcDateTime }, http.RequestAborted);
        else await refusal.WriteAsync(http);
    }

    async Task<Refusal?> SetAsync(HttpContext http)
    {
        var wish = await DevelopmentWish.ReadAsync(http.Request, http.RequestAborted);
        if (!wish.Succeeded) return wish.Refusal;
        using var document = wish.Value;
        if (!document.RootElement.TryGetProperty("offsetSeconds", out var value) || value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var seconds) || seconds is < -MostSeconds or > MostSeconds)
            return Refusal.BadRequest($"'offsetSeconds' must be a whole number from -{MostSeconds} to {MostSeconds}.");
        Offset = TimeSpan.FromSeconds(seconds);
        return null;
    }
}
