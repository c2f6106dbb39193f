using System.Text.Json.Serialization;
using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;

namespace CspGraph.Api.Webhooks;

sealed class RotateWebhookSecretInput : ChangeInput
{
    public required NodeId Id { get; init; }
    public int OverlapHours { get; init; } = (int)WebhookRules.UsualOverlap.TotalHours;
    public int? ExpectedVersion { get; init; }
}

sealed record RotateWebhookSecretPayload : ChangePayload
{
    public Guid? Webhook { get; init; }

    [JsonIgnore]
    public string? Secret { get; init; }
}

/// <summary>Gives a webhook a new secret. For a while it signs with both, so that no message is lost while the back end takes the new one.</summary>
sealed class RotateWebhookSecret : Change<RotateWebhookSecretInput, RotateWebhookSecretPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(RotateWebhookSecretInput input) => input.Id;

    protected override Task<object?> InquireAsync(Inquiry inquiry, RotateWebhookSecretInput input) => Task.FromResult<object?>(inquiry.Get<WebhookSecrets>());

    protected override async Task<RotateWebhookSecretPayload> MakeAsync(ChangeContext context, RotateWebhookSecretInput input)
    {
        var secrets = (WebhookSecrets)context.Answer!;
        if (await FoundWebhook.OfAsync(context, input.Id) is not { } webhook) return Refused(FoundWebhook.None);
        var objection = ChangeContext.Stale(webhook, input.ExpectedVersion) ?? WebhookRules.OfOverlap(input.OverlapHours, "overlapHours")
            ?? (secrets.CanBeKept ? null : new Objection(ObjectionCodes.WebhooksUnavailable, "Secrets cannot be kept here: the installation has no Webhooks:EncryptionKeys."));
        if (objection is not null) return Refused(objection);
        var secret = WebhookSecrets.Create();
        var isKept = input.OverlapHours > 0;
        (webhook.PreviousSecret, webhook.PreviousSecretUntil) = (isKept ? webhook.Secret : null, isKept ? context.Now.AddHours(input.OverlapHours) : null);
        (webhook.Secret, webhook.SecretCreatedAt) = (secrets.Seal(webhook.TenantId, webhook.Id, secret), context.Now);
        context.Tell(WebhookEvent.Told(context.Ids, EventKind.WebhookChanged, webhook, context.Now));
        return new() { Webhook = webhook.Id, Secret = input.DryRun ? null : WebhookSecrets.Text(secret) };
    }
}

sealed class RotateWebhookSecretInputType : ChangeInputType<RotateWebhookSecretInput>
{
    public RotateWebhookSecretInputType() : base("RotateWebhookSecretInput", "Which webhook is to have a new secret.")
    {
        Field(input => input.Id, "The webhook's global id.");
        Field(input => input.OverlapHours, "For how long it signs with the secret before too: 0 to 168 hours. 0 where that has become known to others.", otherwise: (int)WebhookRules.UsualOverlap.TotalHours);
        Field(input => input.ExpectedVersion, "The version that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class RotateWebhookSecretPayloadType : ChangePayloadType<RotateWebhookSecretPayload>
{
    public RotateWebhookSecretPayloadType() : base("RotateWebhookSecretPayload", "The new secret.")
    {
        Loaded<Webhook>("webhook", payload => payload.Webhook, "The webhook; null when it was not found or left as it is.");
        Field(payload => payload.Secret, "What it signs with from now on. It is shown this once: null where an answer is repeated for an idempotency key, and of a dry run.").ShownOnce();
    }
}
