using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class ReplayDeliveriesInput : ChangeInput
{
    public required NodeId Webhook { get; init; }
    public required DateTime From { get; init; }
    public DateTime? To { get; init; }
    public IReadOnlyList<WebhookDeliveryStatus>? Statuses { get; init; }
}

sealed record ReplayDeliveriesPayload : ChangePayload
{
    public Guid? Webhook { get; init; }
    public int Deliveries { get; init; }
}

/// <summary>Has the events of a time sent to a webhook once more, in their order.</summary>
sealed class ReplayDeliveries : Change<ReplayDeliveriesInput, ReplayDeliveriesPayload>
{
    /// <summary>So that nobody waits long for one transaction.</summary>
    public const int Most = 100_000;

    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(ReplayDeliveriesInput input) => input.Webhook;

    protected override async Task<ReplayDeliveriesPayload> MakeAsync(ChangeContext context, ReplayDeliveriesInput input)
    {
        if (await FoundWebhook.OfAsync(context, input.Webhook) is not { } webhook) return Refused(FoundWebhook.None with { Field = "webhook" });
        if (input.To <= input.From) return Refused(new Objection(ObjectionCodes.BadUserInput, "The time ends before it begins.", "to"));
        var (from, to) = (input.From, input.To ?? DateTime.MaxValue);
        var asked = context.Db.WebhookDeliveries.Whole().Where(row => row.WebhookId == webhook.Id && row.FirstAttemptAt >= from && row.FirstAttemptAt < to);
        if (input.Statuses is { Count: > 0 } statuses) asked = asked.Where(row => EF.MultipleParameters(statuses).Contains(row.Status));
        if (await asked.Take(Most + 1).CountAsync(context.Cancellation) > Most) return Refused(new Objection(ObjectionCodes.BadUserInput, $"These are more than {Most} deliveries: choose a shorter time.", "from"));
        var now = context.Now;
        var count = await asked.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, WebhookDeliveryStatus.Pending).SetProperty(row => row.Attempts, 0).SetProperty(row => row.NextAttemptAt, now), context.Cancellation);
        return new() { Webhook = webhook.Id, Deliveries = count };
    }
}

sealed class ReplayDeliveriesInputType : ChangeInputType<ReplayDeliveriesInput>
{
    public ReplayDeliveriesInputType() : base("ReplayDeliveriesInput", "What a webhook is to be sent once more.")
    {
        Field(input => input.Webhook, "The webhook's global id. Where it is not active, it is sent them when it goes on.");
        Field(input => input.From, "Deliveries that were first attempted at or after this.");
        Field(input => input.To, "And before this; left out, all since.");
        Field(input => input.Statuses, "Only deliveries that are there, such as FAILED; left out or empty, all.");
        CommonFields();
    }
}

sealed class ReplayDeliveriesPayloadType : ChangePayloadType<ReplayDeliveriesPayload>
{
    public ReplayDeliveriesPayloadType() : base("ReplayDeliveriesPayload", "What is sent once more.")
    {
        Loaded<Webhook>("webhook", payload => payload.Webhook, "The webhook; null when it was not found.");
        Field(payload => payload.Deliveries, "How many deliveries are attempted again.");
    }
}
