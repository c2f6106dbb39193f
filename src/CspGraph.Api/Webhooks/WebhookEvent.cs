using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Changes;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;

namespace CspGraph.Api.Webhooks;

/// <summary>What happens to webhooks themselves. No webhook is told of it.</summary>
sealed class WebhookEvent : EventKindType
{
    public WebhookEvent() : base("WebhookEvent", "A webhook was made, changed, taken away or disabled. Seen by who manages access.",
        (EventKind.WebhookCreated, "A webhook was made."),
        (EventKind.WebhookChanged, "A webhook was changed, paused or resumed, or has a new secret."),
        (EventKind.WebhookDeleted, "A webhook was taken away."),
        (EventKind.WebhookDisabled, "A webhook was disabled, as nothing can be delivered to it."))
    {
        Computed("name", (told, viewer) => Details<WebhookTold>(told.Details) == null ? null : Details<WebhookTold>(told.Details)!.Name, "What people called it.", nullable: true);
        Computed("disabledReason", (told, viewer) => Details<WebhookTold>(told.Details) == null ? null : Details<WebhookTold>(told.Details)!.Reason, "Why it was disabled; null where it was not.", nullable: true);
    }

    /// <summary>Tells of a webhook.</summary>
    public static EventRecord Told(Ids ids, EventKind kind, Webhook webhook, DateTime now, WebhookStop? reason = null) => new()
    {
        Id = ids.Next(),
        Kind = kind,
        OccurredAt = now,
        RecordedAt = now,
        SubjectId = new NodeId(WebhookType.Tag, webhook.Id).ToString(),
        ResellerId = webhook.ResellerId,
        Details = JsonSerializer.Serialize(new WebhookTold(webhook.Name, reason), ChangeJson.Options),
    };

    sealed record WebhookTold(string Name, WebhookStop? Reason);
}
