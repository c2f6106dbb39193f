using System.Diagnostics.Metrics;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Webhooks;

/// <summary>Counts attempts, by what they came to. What there is to know of one webhook is its <c>health</c>.</summary>
sealed class WebhookMeter
{
    public const string Name = "CspGraph.Webhooks";

    readonly Counter<long> attempts;
    readonly Histogram<double> duration;

    public WebhookMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        attempts = meter.CreateCounter<long>("cspgraph.webhook.attempts", "{attempt}", "Attempts to deliver an event to a webhook, by outcome.");
        duration = meter.CreateHistogram<double>("cspgraph.webhook.attempt.duration", "s", "How long an attempt took.");
    }

    public static string OutcomeOf(WebhookAttempt attempt) =>
        attempt.Failure is { } failure ? WebhookDeliveryType.Failure.NameOf(failure) : WebhookDeliveryType.Status.NameOf(WebhookDeliveryStatus.Delivered);

    public void Count(WebhookAttempt attempt)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", OutcomeOf(attempt));
        attempts.Add(1, outcome);
        duration.Record(attempt.Duration.TotalSeconds, outcome);
    }
}
