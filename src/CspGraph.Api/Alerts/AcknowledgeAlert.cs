using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Alerts;

sealed class AcknowledgeAlertInput : ChangeInput
{
    public required NodeId Alert { get; init; }
    public string? Owner { get; init; }
    public string? Note { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record AcknowledgeAlertPayload : ChangePayload
{
    public Guid? Alert { get; init; }
}

/// <summary>Says that somebody sees to an alert, and who; said again, it is somebody else's.</summary>
sealed class AcknowledgeAlert : Change<AcknowledgeAlertInput, AcknowledgeAlertPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(AcknowledgeAlertInput input) => input.Alert;

    protected override async Task<AcknowledgeAlertPayload> MakeAsync(ChangeContext context, AcknowledgeAlertInput input)
    {
        var (alert, objection) = await AlertInHand.TakeAsync(context, input.Alert, input.ExpectedVersion, input.Note);
        if ((objection ?? AlertRules.OfOwner(input.Owner)) is { } refusal) return Refused(refusal);
        alert!.Status = AlertStatus.Acknowledged;
        alert.AcknowledgedAt ??= context.Now;
        alert.Owner = input.Owner?.Trim() ?? alert.Owner ?? context.Actor.Name;
        await AlertInHand.PutBackAsync(context, alert, input.Note);
        return new() { Alert = alert.Id };
    }
}

sealed class AcknowledgeAlertInputType : ChangeInputType<AcknowledgeAlertInput>
{
    public AcknowledgeAlertInputType() : base("AcknowledgeAlertInput", "Who sees to an alert.")
    {
        Field(input => input.Alert, "The alert's global id.");
        Field(input => input.Owner, "Who sees to it, up to 200 characters; left out, who did before, else you, where your name is known.");
        Field(input => input.Note, "What there is to say, up to 2,000 characters: whoever sees the alert reads it.");
        Field(input => input.ExpectedVersion, "The version that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class AcknowledgeAlertPayloadType : ChangePayloadType<AcknowledgeAlertPayload>
{
    public AcknowledgeAlertPayloadType() : base("AcknowledgeAlertPayload", "The alert that is seen to.") =>
        Loaded<Alert>("alert", payload => payload.Alert, "The alert; null when it was left as it is.");
}
