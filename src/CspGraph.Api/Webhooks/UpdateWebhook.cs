using CspGraph.Api.Events;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class UpdateWebhookInput : ChangeInput
{
    public required NodeId Id { get; init; }
    public string? Name { get; init; }
    public Uri? Url { get; init; }
    public IReadOnlyList<EventKind>? Topics { get; init; }
    public WebhookConditionsInput? Filter { get; init; }
    public string? Document { get; init; }
    public bool? Parallel { get; init; }
    public WebhookStatus? Status { get; init; }
    public string? After { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record UpdateWebhookPayload : ChangePayload
{
    public Guid? Webhook { get; init; }
}

/// <summary>Changes a webhook, pauses it, or lets it go on: from where it was.</summary>
sealed class UpdateWebhook : Change<UpdateWebhookInput, UpdateWebhookPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(UpdateWebhookInput input) => input.Id;

    protected override async Task<object?> InquireAsync(Inquiry inquiry, UpdateWebhookInput input)
    {
        if (input.Document is { } document) return await WebhookMeans.OfAsync(inquiry, document);
        var (held, _) = await FoundWebhook.OfAsync(inquiry, input.Id);
        return await WebhookMeans.OfAsync(inquiry, held?.Document ?? WebhookDocuments.Usual);
    }

    protected override async Task<UpdateWebhookPayload> MakeAsync(ChangeContext context, UpdateWebhookInput input)
    {
        var means = (WebhookMeans)context.Answer!;
        if (await FoundWebhook.OfAsync(context, input.Id) is not { } webhook) return Refused(FoundWebhook.None);
        if (ChangeContext.Stale(webhook, input.ExpectedVersion) is { } stale) return Refused(stale);
        var objection = (input.Name is { } name ? AccessRules.OfName(name, "name") : null)
            ?? (input.Url is { } url ? WebhookRules.OfUrl(url.OriginalString, means.Settings.IsDevelopment, "url") : null)
            ?? (input.Document is null && input.Topics is null && input.Status is not WebhookStatus.Active ? null : means.OfTopics(input.Topics ?? WebhookTopics.Read(webhook.TopicNames)))
            ?? (input.Status is WebhookStatus.Disabled ? new Objection(ObjectionCodes.BadUserInput, "A webhook is set ACTIVE or PAUSED; it is disabled from here only.", "status") : null);
        if (objection is not null) return Refused(objection);
        if (input.Filter is { } filter && await WebhookFilter.SetAsync(context, webhook, filter) is { } nowhere) return Refused(nowhere);
        webhook.Name = input.Name?.Trim() ?? webhook.Name;
        webhook.Url = input.Url?.OriginalString ?? webhook.Url;
        if (input.Topics is not null || input.Document is not null) webhook.TopicNames = means.TopicNames(input.Topics ?? WebhookTopics.Read(webhook.TopicNames));
        webhook.Document = input.Document ?? webhook.Document;
        webhook.Parallel = input.Parallel ?? webhook.Parallel;
        if (await MoveOnAsync(context, webhook, input) is { } lost) return Refused(lost);
        if (context.Db.ChangeTracker.HasChanges()) context.Tell(WebhookEvent.Told(context.Ids, EventKind.WebhookChanged, webhook, context.Now));
        return new() { Webhook = webhook.Id };
    }

    /// <summary>Sets where it goes on, and whether it does.</summary>
    static async Task<Objection?> MoveOnAsync(ChangeContext context, Webhook webhook, UpdateWebhookInput input)
    {
        var resumes = input.Status is WebhookStatus.Active && webhook.Status is not WebhookStatus.Active;
        if (!resumes && input.After is null)
        {
            if (input.Status is not { } status) return null;
            Set(webhook, status);
            return null;
        }
        // Who delivers writes how far it has come: behind this, or before it.
        await context.Db.JobLeases.Whole().Where(row => row.Job == JobKind.WebhookDelivery).ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, row => row.HeldUntil), context.Cancellation);
        var first = await EventCursor.FirstAsync(context.Db, context.Cancellation);
        var progress = await context.Db.WebhookProgress.Whole().SingleAsync(row => row.WebhookId == webhook.Id, context.Cancellation);
        if (input.After is { } after)
        {
            var (number, none) = await WebhookFilter.AfterAsync(context.Db, after, context.Cancellation);
            if (none is not null) return none;
            if (number == 0) number = Math.Max(progress.EventNumber, (first ?? 1) - 1);
            if (number < progress.EventNumber) return new(ObjectionCodes.BadUserInput, "The webhook is beyond that cursor: what it was sent is sent again by replayDeliveries.", "after");
            // What waits in between is passed by as well.
            await context.Db.WebhookDeliveries.Whole().Where(row => row.WebhookId == webhook.Id && row.NextAttemptAt != null && row.EventNumber > progress.EventNumber && row.EventNumber <= number)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, WebhookDeliveryStatus.Withheld).SetProperty(row => row.NextAttemptAt, (DateTime?)null), context.Cancellation);
            progress.EventNumber = number;
        }
        else if (progress.EventNumber > 0 && first > progress.EventNumber + 1)
            return new(ObjectionCodes.CursorExpired, WebhookFilter.OldestAfter("Events that it was still to be sent are no longer kept"), "after");
        if (input.Status is { } chosen) Set(webhook, chosen);
        if (!resumes) return null;
        progress.FailingSince = null;
        await context.Db.WebhookDeliveries.Whole().Where(row => row.WebhookId == webhook.Id && row.NextAttemptAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, context.Now), context.Cancellation);
        return null;
    }

    /// <summary>Whoever decides about what was disabled knows of it.</summary>
    static void Set(Webhook webhook, WebhookStatus status)
    {
        if (status == webhook.Status) return;
        (webhook.Status, webhook.DisabledReason, webhook.DisabledAt) = (status, null, null);
    }
}

sealed class UpdateWebhookInputType : ChangeInputType<UpdateWebhookInput>
{
    public UpdateWebhookInputType() : base("UpdateWebhookInput", "The webhook as it is to be; what is left out stays.")
    {
        Field(input => input.Id, "The webhook's global id.");
        Field(input => input.Name, "What people call it, up to 200 characters.");
        Field(input => input.Url, "Where events are sent: an https address that anybody may call, up to 2,000 characters.");
        Field(input => input.Topics, "The kinds of events that it is sent; empty for all that its document shows.");
        Field(input => input.Filter, "What of them it is not sent, in place of the filter before; empty for nothing.");
        Field(input => input.Document, "The GraphQL subscription that says what is sent of an event.");
        Field(input => input.Parallel, "True sends an event without waiting for those before it.");
        Field(input => input.Status, "PAUSED lets what comes wait. ACTIVE goes on from there, also where it was disabled, and attempts at once what waits to be attempted again.");
        Field(input => input.After, "Goes on behind this cursor, beyond where it is: what lies between is not sent.");
        Field(input => input.ExpectedVersion, "The version that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class UpdateWebhookPayloadType : ChangePayloadType<UpdateWebhookPayload>
{
    public UpdateWebhookPayloadType() : base("UpdateWebhookPayload", "The webhook that was changed.") =>
        Loaded<Webhook>("webhook", payload => payload.Webhook, "The webhook; null when it was not found or left as it is.");
}
