namespace CspGraph.Api.Host;

/// <summary>What others' answers ask for.</summary>
static class UpstreamAnswers
{
    /// <summary>For how long the other side wants to be left alone, 0 at least; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(this HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
