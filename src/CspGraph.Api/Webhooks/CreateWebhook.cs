using System.Text.Json.Serialization;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.Tenancy;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class CreateWebhookInput : ChangeInput
{
    public required string Name { get; init; }
    public required Uri Url { get; init; }
    public IReadOnlyList<EventKind>? Topics { get; init; }
    public WebhookConditionsInput? Filter { get; init; }
    public string? Document { get; init; }
    public NodeId? Reseller { get; init; }
    public bool SeesCosts { get; init; }
    public bool Parallel { get; init; }
    public string? After { get; init; }
}

sealed record CreateWebhookPayload : ChangePayload
{
    public Guid? Webhook { get; init; }

    [JsonIgnore]
    public string? Secret { get; init; }
}

/// <summary>Makes a webhook: of no more than its maker sees.</summary>
sealed class CreateWebhook : Change<CreateWebhookInput, CreateWebhookPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override async Task<object?> InquireAsync(Inquiry inquiry, CreateWebhookInput input) => await WebhookMeans.OfAsync(inquiry, input.Document ?? WebhookDocuments.Usual);

    protected override async Task<CreateWebhookPayload> MakeAsync(ChangeContext context, CreateWebhookInput input)
    {
        var means = (WebhookMeans)context.Answer!;
        var (scope, unknown) = await AccessScope.OfAsync(context, input.Reseller, "reseller");
        var rights = RightSet.Of(Right.Read).With(Right.SeeCosts, input.SeesCosts);
        var objection = unknown ?? AccessRules.OfName(input.Name, "name") ?? WebhookRules.OfUrl(input.Url.OriginalString, means.Settings.IsDevelopment, "url")
            ?? AccessRules.OfRights(context.Viewer, rights, scope is null, "seesCosts") ?? means.OfTopics(input.Topics) ?? await OfLimitsAsync(context, means.Settings, scope);
        if (objection is null && !means.Secrets.CanBeKept) objection = new(ObjectionCodes.WebhooksUnavailable, "Webhooks cannot be made here: the installation has no Webhooks:EncryptionKeys.");
        if (objection is not null) return Refused(objection);
        var (id, secret) = (context.NewId(), WebhookSecrets.Create());
        var webhook = new Webhook
        {
            Id = id,
            Name = input.Name.Trim(),
            Url = input.Url.OriginalString,
            ResellerId = scope,
            SeesCosts = input.SeesCosts,
            TopicNames = means.TopicNames(input.Topics),
            Document = input.Document ?? WebhookDocuments.Usual,
            Parallel = input.Parallel,
            Secret = means.Secrets.Seal(context.Viewer.TenantId, id, secret),
            SecretCreatedAt = context.Now,
            CreatedAt = context.Now,
            CreatedBy = context.Actor.Name ?? context.Actor.Id,
        };
        if (input.Filter is { } filter && await WebhookFilter.SetAsync(context, webhook, filter) is { } nowhere) return Refused(nowhere);
        var number = await context.Db.Tenants.Whole().Select(tenant => tenant.LastEventNumber).SingleAsync(context.Cancellation);
        if (input.After is { } after)
        {
            (number, var none) = await WebhookFilter.AfterAsync(context.Db, after, context.Cancellation);
            if (none is not null) return Refused(none);
        }
        context.Db.Add(webhook);
        context.Db.Add(new WebhookProgress { WebhookId = id, ResellerId = scope, EventNumber = number });
        context.Tell(WebhookEvent.Told(context.Ids, EventKind.WebhookCreated, webhook, context.Now));
        return new() { Webhook = id, Secret = input.DryRun ? null : WebhookSecrets.Text(secret) };
    }

    static async Task<Objection?> OfLimitsAsync(ChangeContext context, WebhookSettings settings, Guid? scope)
    {
        var webhooks = context.Db.Webhooks.Whole();
        return await webhooks.CountAsync(context.Cancellation) >= settings.MaxPerTenant ? new(ObjectionCodes.LimitReached, $"The tenant has {settings.MaxPerTenant} webhooks, and may have no more.")
            : scope is not null && await webhooks.CountAsync(row => row.ResellerId == scope, context.Cancellation) >= settings.MaxPerReseller ? new(ObjectionCodes.LimitReached, $"The reseller has {settings.MaxPerReseller} webhooks, and may have no more.")
            : null;
    }
}

sealed class CreateWebhookInputType : ChangeInputType<CreateWebhookInput>
{
    public CreateWebhookInputType() : base("CreateWebhookInput", "An address of a back end, and what it is sent.")
    {
        Field(input => input.Name, "What people call it, up to 200 characters.");
        Field(input => input.Url, "Where events are sent: an https address that anybody may call, up to 2,000 characters.");
        Field(input => input.Topics, "The kinds of events that it is sent; left out or empty, all that its document shows.");
        Field(input => input.Filter, "What of them it is not sent; left out, nothing.");
        Field(input => input.Document, "A GraphQL subscription whose answer to an event is sent as the message's data, up to 20,000 characters; left out, what every event tells. Its field takes a where, and no other argument.");
        Field(input => input.Reseller, "The root of what it sees; left out, all that its maker sees.");
        Field(input => input.SeesCosts, "True tells it what Microsoft charges: only of the whole tenant, and by who has SEE_COSTS.", otherwise: false);
        Field(input => input.Parallel, "True sends an event without waiting for those before it.", otherwise: false);
        Field(input => input.After, "Begins behind this cursor; left out, with what comes from now on.");
        CommonFields();
    }
}

sealed class CreateWebhookPayloadType : ChangePayloadType<CreateWebhookPayload>
{
    public CreateWebhookPayloadType() : base("CreateWebhookPayload", "The new webhook.")
    {
        Loaded<Webhook>("webhook", payload => payload.Webhook, "The webhook; null when it was not made.");
        Field(payload => payload.Secret, "What it signs with. It is shown this once, and nobody can find it again: null where an answer is repeated for an idempotency key, and of a dry run.").ShownOnce();
    }
}
