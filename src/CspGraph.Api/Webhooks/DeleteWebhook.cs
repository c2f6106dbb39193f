using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

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
    /// <summary>Deliveries that are taken away in one transaction, or few more.</summary>
    const int AtOnce = 10_000;

    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(DeleteWebhookInput input) => input.Id;

    /// <summary>There may be millions of deliveries: in one transaction with the webhook nobody else could write for long, so they are taken away before.</summary>
    protected override async Task<object?> InquireAsync(Inquiry inquiry, DeleteWebhookInput input)
    {
        var (webhook, _) = await FoundWebhook.OfAsync(inquiry, input.Id);
        if (input.DryRun || webhook is null || ChangeContext.Stale(webhook, input.ExpectedVersion) is not null) return null;
        var database = inquiry.Get<Database>();
        for (var until = DateTime.MinValue; until < DateTime.MaxValue;)
        {
            await using var transaction = await database.BeginWriteAsync(inquiry.Viewer, inquiry.Cancellation);
            var deliveries = transaction.Db.WebhookDeliveries.Whole().Where(row => row.WebhookId == webhook.Id);
            var later = await deliveries.OrderBy(row => row.FirstAttemptAt).ThenBy(row => row.Id).Select(row => row.FirstAttemptAt).Skip(AtOnce).Take(1).ToListAsync(inquiry.Cancellation);
            until = later is [var next] ? next : DateTime.MaxValue;
            // Where so many have one instant, they go with the webhook.
            if (await deliveries.Where(row => row.FirstAttemptAt < until).ExecuteDeleteAsync(inquiry.Cancellation) == 0) break;
            await transaction.CommitAsync(CancellationToken.None);
        }
        return null;
    }

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
