using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Webhooks;

/// <summary>A webhook as its managers see it: all but its secret.</summary>
sealed class WebhookType : EntityType<Webhook, CspGraphDb, Viewer>
{
    public const char Tag = 'W';

    /// <param name="clock">By which its health is told.</param>
    public WebhookType(TimeProvider clock) : base("Webhook", "Webhooks", Tag, "An address of a back end to which events are sent as they come, signed as Standard Webhooks has it. Seen by who manages access.")
    {
        Column(webhook => webhook.Name, "What people call it.").Filterable();
        Column(webhook => webhook.Url, "Where events are sent.").As("URL");
        Reference<Reseller>("reseller", webhook => webhook.ResellerId, "The root of what it sees; null for the whole tenant.").Filterable();
        Column(webhook => webhook.SeesCosts, "Whether it is told what Microsoft charges.");
        Computed("topics", (webhook, viewer) => WebhookTopics.Read(webhook.TopicNames) ?? Array.Empty<Domain.Events.EventKind>(), "The kinds of events that it is sent; empty for all.").OfUpTo(WebhookTopics.All.Count);
        Reference<Reseller>("under", webhook => webhook.UnderId, "It is sent only what happened at or under this reseller; null for anywhere.").Filterable();
        Reference<Customer>("customer", webhook => webhook.CustomerId, "It is sent only what concerns this customer; null for any, and where it is there no more.").Filterable();
        Column(webhook => webhook.MinimumSeverity, "It is sent only what matters so much; null for all.");
        Column(webhook => webhook.Document, "The GraphQL subscription that says what is sent of an event.");
        Column(webhook => webhook.Parallel, "Whether an event need not wait for those before it.");
        Column(webhook => webhook.Status, "Whether it is sent what comes.").Filterable();
        Column(webhook => webhook.DisabledReason, "Why it was disabled; null where it was not.").Filterable();
        Column(webhook => webhook.DisabledAt, "When it was disabled; null where it was not.");
        Column(webhook => webhook.SecretCreatedAt, "When the secret was made that it signs with.");
        Column(webhook => webhook.PreviousSecretUntil, "Until when it signs with the secret before too; null for none.");
        Listed(by: Column(webhook => webhook.CreatedAt, "When it was made.").Filterable().Sortable());
        Computed("createdBy", (webhook, viewer) => viewer.SeesWholeTenant ? webhook.CreatedBy : null, "Who made it, as it was called then; null for who sees less than the whole tenant, for it may be someone above.", nullable: true);
        Connection<WebhookDelivery>("deliveries", delivery => delivery.WebhookId, "What became of the events it was sent, the newest first.");
        Resolved("health", context => WebhookHealths.OfAsync(context, clock), "How it does.").Weighing(20).NotCached();
        Column(webhook => webhook.Version, "Counts its changes: give it back as expectedVersion.");
    }

    public static readonly EnumType<WebhookStatus> Status = new("WebhookStatus", "Whether a webhook is sent what comes.",
        (WebhookStatus.Active, "It is."),
        (WebhookStatus.Paused, "Somebody has paused it: what comes waits for it."),
        (WebhookStatus.Disabled, "It was disabled, see disabledReason: what comes waits for it. Set it ACTIVE when the reason is gone."));

    public static readonly EnumType<WebhookStop> Stop = new("WebhookDisabledReason", "Why a webhook was disabled.",
        (WebhookStop.Gone, "Its address answered 410 Gone."),
        (WebhookStop.Failing, "Every attempt has failed for five days."),
        (WebhookStop.CursorExpired, "Events that it was still to be sent are no longer kept."),
        (WebhookStop.DocumentInvalid, "Its document does not fit the schema any more."));
}

sealed class WebhookDeliveryType : EntityType<WebhookDelivery, CspGraphDb, Viewer>
{
    public const char Tag = 'L';

    public WebhookDeliveryType() : base("WebhookDelivery", "WebhookDeliveries", Tag, "What became of one event at one webhook. Seen by who manages access; kept as long as the event.")
    {
        NotCached();
        Reference<Webhook>("webhook", delivery => delivery.WebhookId, "The webhook.").Filterable();
        Computed("event", (delivery, viewer) => Events.EventCursor.Of(delivery.EventId), "The event's global id, sent as webhook-id in every attempt.");
        Column(delivery => delivery.Topic, "The event's kind.").Filterable();
        Column(delivery => delivery.Status, "Where it is.").Filterable();
        Column(delivery => delivery.Attempts, "How often it was attempted since it was last asked for.");
        Listed(by: Column(delivery => delivery.FirstAttemptAt, "When it was first attempted.").Filterable().Sortable(), backwards: true);
        Column(delivery => delivery.LastAttemptAt, "When it was last attempted.").Filterable();
        Column(delivery => delivery.NextAttemptAt, "From when on it is to be attempted again; null for never.");
        Column(delivery => delivery.DeliveredAt, "When it was taken, for the last time; null when it was not.");
        Column(delivery => delivery.ResponseStatus, "The HTTP status of the last answer; null for none.").Filterable();
        Column(delivery => delivery.Failure, "Why the last attempt failed; null when it did not.").Filterable();
        Column(delivery => delivery.Response, "The beginning of the last answer, where the attempt failed; null for none.");
        Column(delivery => delivery.DurationMs, "How long the last attempt took, in milliseconds.");
    }

    public static readonly EnumType<WebhookDeliveryStatus> Status = new("WebhookDeliveryStatus", "Where a delivery is.",
        (WebhookDeliveryStatus.Pending, "It was asked for again, and waits for its turn."),
        (WebhookDeliveryStatus.Retrying, "It has failed, and is to be attempted again."),
        (WebhookDeliveryStatus.Delivered, "It was taken."),
        (WebhookDeliveryStatus.Failed, "It was given up after ten attempts."),
        (WebhookDeliveryStatus.Withheld, "When it was to be attempted again, the webhook saw the event no more, or did not ask for it any more: nothing was sent."));

    public static readonly EnumType<DeliveryFailure> Failure = new("WebhookDeliveryFailure", "Why an attempt failed.",
        (DeliveryFailure.Refused, "The answer had another status than 2xx."),
        (DeliveryFailure.TimedOut, "There was no whole answer in time."),
        (DeliveryFailure.Unreachable, "No connection could be made, or it broke."),
        (DeliveryFailure.AddressRefused, "The address, or one that it redirected to, is private or special: nothing was connected to."),
        (DeliveryFailure.Redirected, "It redirected in a way that is not followed: 307 and 308 are, up to three times."),
        (DeliveryFailure.ProtocolError, "The other side could not prove who it is, or spoke no HTTP."));
}
