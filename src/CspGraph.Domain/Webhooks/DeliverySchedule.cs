namespace CspGraph.Domain.Webhooks;

/// <summary>When a delivery that has failed is attempted again, and when a webhook is given up.</summary>
/// <remarks>The delays are those that the Standard Webhooks specification gives as its example (standard-webhooks/standard-webhooks, spec, "Retries"): ten attempts within about three days.</remarks>
public static class DeliverySchedule
{
    static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How often a delivery is attempted at most.</summary>
    public static int MostAttempts => Delays.Length + 1;

    /// <summary>The longest wait, whoever asks for it.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(24);

    /// <summary>How much a delay is stretched at most, so that what failed together does not come again together.</summary>
    public const double Jitter = 0.2;

    /// <summary>After so long without a single success a webhook is disabled.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(5);

    /// <summary>How long to wait for the next attempt; null when there is none.</summary>
    /// <param name="attempts">How many have failed, 1 at least.</param>
    /// <param name="chance">From 0 to below 1: how much of the jitter is taken. The longest delay takes none.</param>
    /// <param name="retryAfter">What the other side asked for; null for nothing. Never sooner than that, and never later than a day.</param>
    public static TimeSpan? Delay(int attempts, double chance, TimeSpan? retryAfter = null)
    {
        if (attempts >= MostAttempts) return null;
        var delay = Delays[attempts - 1] * (1 + Jitter * chance);
        if (retryAfter > delay) delay = retryAfter.Value;
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
