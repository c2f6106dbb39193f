using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class RetryDeliveryInput : ChangeInput
{
    public required NodeId Id { get; init; }
}

sealed record RetryDeliveryPayload : ChangePayload
{
    public Guid? Delivery { get; init; }
}

/// <summary>Has an event sent to a webhook once more, whatever became of it.</summary>
sealed class RetryDelivery : Change<RetryDeliveryInput, RetryDeliveryPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(RetryDeliveryInput input) => input.Id;

    protected override async Task<RetryDeliveryPayload> MakeAsync(ChangeContext context, RetryDeliveryInput input)
    {
        var delivery = input.Id.Tag == WebhookDeliveryType.Tag ? await context.Rows<WebhookDelivery>().SingleOrDefaultAsync(row => row.Id == input.Id.Key, context.Cancellation) : null;
        if (delivery is null) return Refused(new Objection(ObjectionCodes.NotFound, "There is no such delivery.", "id"));
        if (delivery.NextAttemptAt is null) (delivery.Status, delivery.Attempts) = (WebhookDeliveryStatus.Pending, 0);
        delivery.NextAttemptAt = context.Now;
        return new() { Delivery = delivery.Id };
    }
}

sealed class RetryDeliveryInputType : ChangeInputType<RetryDeliveryInput>
{
    public RetryDeliveryInputType() : base("RetryDeliveryInput", "Which delivery is attempted again, at once.")
    {
        Field(input => input.Id, "The delivery's global id. Its webhook, where it is not active, is sent it when it goes on.");
        CommonFields();
    }
}

sealed class RetryDeliveryPayloadType : ChangePayloadType<RetryDeliveryPayload>
{
    public RetryDeliveryPayloadType() : base("RetryDeliveryPayload", "The delivery that is attempted again.") =>
        Loaded<WebhookDelivery>("delivery", payload => payload.Delivery, "The delivery; null when it was not found.");
}
