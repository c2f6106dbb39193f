using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Alerts;

sealed class ResolveAlertInput : ChangeInput
{
    public required NodeId Alert { get; init; }
    public string? Note { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record ResolveAlertPayload : ChangePayload
{
    public Guid? Alert { get; init; }
}

/// <summary>Says that an alert is settled. Nobody opens it again but a watch, when the same cause comes to matter more.</summary>
sealed class ResolveAlert : Change<ResolveAlertInput, ResolveAlertPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(ResolveAlertInput input) => input.Alert;

    protected override async Task<ResolveAlertPayload> MakeAsync(ChangeContext context, ResolveAlertInput input)
    {
        var (alert, objection) = await AlertInHand.TakeAsync(context, input.Alert, input.ExpectedVersion, input.Note);
        if (objection is not null) return Refused(objection);
        (alert!.Status, alert.ResolvedAt) = (AlertStatus.Resolved, context.Now);
        await AlertInHand.PutBackAsync(context, alert, input.Note);
        return new() { Alert = alert.Id };
    }
}

sealed class ResolveAlertInputType : ChangeInputType<ResolveAlertInput>
{
    public ResolveAlertInputType() : base("ResolveAlertInput", "An alert that is settled.")
    {
        Field(input => input.Alert, "The alert's global id.");
        Field(input => input.Note, "How it was settled, up to 2,000 characters: whoever sees the alert reads it.");
        Field(input => input.ExpectedVersion, "The version that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class ResolveAlertPayloadType : ChangePayloadType<ResolveAlertPayload>
{
    public ResolveAlertPayloadType() : base("ResolveAlertPayload", "The alert that was resolved.") =>
        Loaded<Alert>("alert", payload => payload.Alert, "The alert; null when it was left as it is.");
}
