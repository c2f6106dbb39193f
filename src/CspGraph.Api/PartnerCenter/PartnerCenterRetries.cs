using CspGraph.Api.Host;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace CspGraph.Api.PartnerCenter;

/// <summary>How often, and for how long, a question is asked again: what was throttled as soon as Microsoft lets, what failed after ever longer waits.</summary>
static class PartnerCenterRetries
{
    public const int Retries = 4;

    /// <summary>For one attempt, its body included.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(30);

    /// <summary>For all attempts, the waits between them included.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromMinutes(5);

    /// <summary>Who is told to wait longer gives up at once, and can tell when to come again.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider clock)
    {
        pipeline.TimeProvider = clock;
        pipeline.AddTimeout(Total);
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(2),
            MaxDelay = TimeSpan.FromMinutes(1),
            // The library's own reading of the header takes the machine's clock.
            ShouldRetryAfterHeader = false,
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } response ? response.RetryAfter(clock.GetUtcNow()) : null),
            ShouldHandle = attempt => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(attempt.Outcome)
                && !IsTooLarge(attempt.Outcome.Exception)
                && !(attempt.Outcome.Result is { } response && response.RetryAfter(clock.GetUtcNow()) > LongestWait)),
        });
        pipeline.AddTimeout(Attempt);
    }

    static bool IsTooLarge(Exception? failure) => failure is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
}
