using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Webhooks;

sealed class DeleteWebhookInput : ChangeInput
{
    public required NodeId Id { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record DeleteWebhookPayload : ChangePayload
{
    public NodeId? DeletedId { get; init; }
}

/// <summary>Takes a webhook away, and its deliveries with it. What is being sent just now may still arrive.</summary>
sealed class DeleteWebhook : Change<DeleteWebhookInput, DeleteWebhookPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(DeleteWebhookInput input) => input.Id;

    protected override async Task<DeleteWebhookPayload> MakeAsync(ChangeContext context, DeleteWebhookInput input)
    {
        if (await FoundWebhook.OfAsync(context, input.Id) is not { } webhook) return Refused(FoundWebhook.None);
        if (ChangeContext.Stale(webhook, input.ExpectedVersion) is { } stale) return Refused(stale);
        context.Db.Remove(webhook);
        context.Tell(WebhookEvent.Told(context.Ids, EventKind.WebhookDeleted, webhook, context.Now));
        return new() { DeletedId = input.Id };
    }
}

sealed class DeleteWebhookInputType : ChangeInputType<DeleteWebhookInput>
{
    public DeleteWebhookInputType() : base("DeleteWebhookInput", "Which webhook is taken away.")
    {
        Field(input => input.Id, "The webhook's global id.");
        Field(input => input.ExpectedVersion, "The version that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class DeleteWebhookPayloadType : ChangePayloadType<DeleteWebhookPayload>
{
    public DeleteWebhookPayloadType() : base("DeleteWebhookPayload", "The webhook that was taken away.") =>
        Field(payload => payload.DeletedId, "Its global id; null when it was not found or left as it is.");
}
