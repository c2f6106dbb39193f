using CspGraph.Data;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Webhooks;

/// <summary>What becomes of a delivery by one more attempt.</summary>
static class DeliveryOutcome
{
    /// <param name="webhook">The webhook.</param>
    /// <param name="item">What was attempted; its row is left as it was.</param>
    /// <param name="attempt">What that came to.</param>
    /// <param name="ids">Names a new row.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="chance">See <see cref="DeliverySchedule.Delay"/>.</param>
    public static WebhookDelivery Of(Webhook webhook, DeliveryItem item, WebhookAttempt attempt, Ids ids, DateTime now, double chance)
    {
        var attempts = (item.Row?.Attempts ?? 0) + 1;
        var next = attempt.IsTaken ? null : now + DeliverySchedule.Delay(attempts, chance, attempt.RetryAfter);
        return new()
        {
            Id = item.Row?.Id ?? ids.Next(),
            WebhookId = webhook.Id,
            ResellerId = webhook.ResellerId,
            EventNumber = item.Message.Number,
            EventId = item.Message.EventId,
            Topic = item.Message.Kind,
            Status = attempt.IsTaken ? WebhookDeliveryStatus.Delivered : next is null ? WebhookDeliveryStatus.Failed : WebhookDeliveryStatus.Retrying,
            Attempts = attempts,
            FirstAttemptAt = item.Row?.FirstAttemptAt ?? now,
            LastAttemptAt = now,
            NextAttemptAt = next,
            DeliveredAt = attempt.IsTaken ? now : item.Row?.DeliveredAt,
            ResponseStatus = attempt.Status,
            Failure = attempt.Failure,
            Response = attempt.Response,
            DurationMs = (int)attempt.Duration.TotalMilliseconds,
        };
    }

    /// <summary>The webhook does not see the event any more: nothing was sent, and nothing will be.</summary>
    public static WebhookDelivery Withheld(WebhookDelivery row)
    {
        (row.Status, row.NextAttemptAt) = (WebhookDeliveryStatus.Withheld, null);
        return row;
    }
}
