using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Webhooks;

/// <summary>How far a webhook has come, and how it does: written by who delivers, beside the webhook itself, which people change.</summary>
public sealed class WebhookProgress : IResellerOwned
{
    /// <summary>How long attempts are counted together: what is told is of one to two of these.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The webhook.</summary>
    public required Guid WebhookId { get; init; }
    /// <summary>The webhook's scope.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The number of the event up to which everything was taken, given up, or is to be attempted again by itself.</summary>
    public required long EventNumber { get; set; }
    /// <summary>Since when (UTC) every attempt has failed; null when the last one did not.</summary>
    public DateTime? FailingSince { get; set; }
    /// <summary>When something was last attempted (UTC); null for never.</summary>
    public DateTime? LastAttemptAt { get; set; }
    /// <summary>When something was last taken (UTC); null for never.</summary>
    public DateTime? LastSuccessAt { get; set; }
    /// <summary>When the window began in which attempts are counted now (UTC).</summary>
    public DateTime WindowStart { get; set; }
    /// <summary>Attempts in it.</summary>
    public int Attempts { get; set; }
    /// <summary>Those of them that failed.</summary>
    public int Failures { get; set; }
    /// <summary>Attempts in the window before.</summary>
    public int PreviousAttempts { get; set; }
    /// <summary>Those of them that failed.</summary>
    public int PreviousFailures { get; set; }

    /// <summary>Counts an attempt.</summary>
    /// <param name="at">When (UTC).</param>
    /// <param name="isTaken">Whether it did not fail.</param>
    public void Count(DateTime at, bool isTaken)
    {
        if (at - WindowStart >= Window)
        {
            (PreviousAttempts, PreviousFailures) = at - WindowStart < 2 * Window ? (Attempts, Failures) : (0, 0);
            (WindowStart, Attempts, Failures) = (at, 0, 0);
        }
        Attempts++;
        if (!isTaken) Failures++;
        LastAttemptAt = at;
        if (isTaken) (LastSuccessAt, FailingSince) = (at, null);
        else FailingSince ??= at;
    }

    /// <summary>The part of the attempts of the last one to two hours that failed, 0 to 1; null without any.</summary>
    public double? FailureRate(DateTime now)
    {
        var age = now - WindowStart;
        var (attempts, failures) = age < Window ? (Attempts + PreviousAttempts, Failures + PreviousFailures) : age < 2 * Window ? (Attempts, Failures) : (0, 0);
        return attempts == 0 ? null : (double)failures / attempts;
    }
}
