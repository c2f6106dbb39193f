using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

sealed class RecordProgrammeStatusInput : ChangeInput
{
    public ProgrammeStatus Status { get; init; }
    public IReadOnlyList<CspRegion>? AuthorizedRegions { get; init; }
}

sealed record RecordProgrammeStatusPayload : ChangePayload
{
    public Guid? Distributor { get; init; }
}

/// <summary>Records how far Microsoft lets the tenant itself transact: no source states it.</summary>
sealed class RecordProgrammeStatus : Change<RecordProgrammeStatusInput, RecordProgrammeStatusPayload>
{
    public override Right Right => Right.Write;

    protected override async Task<RecordProgrammeStatusPayload> MakeAsync(ChangeContext context, RecordProgrammeStatusInput input)
    {
        if (!context.Viewer.SeesWholeTenant) return Refused(new Objection(ObjectionCodes.NotAuthorized, "The programme status is the whole tenant's: it is recorded by who sees all of it."));
        var tenant = await context.Rows<Tenant>().SingleAsync(context.Cancellation);
        tenant.ProgrammeStatus = input.Status;
        if (input.AuthorizedRegions is { } regions) tenant.FurtherRegions = AuthorizedRegions.TextOf(tenant.Region, regions);
        if (context.Db.Entry(tenant).State is EntityState.Modified) context.Tell(EventKind.ProgrammeStatusRecorded, new NodeId(DistributorType.Tag, tenant.Id), reseller: null);
        return new() { Distributor = tenant.Id };
    }
}

sealed class RecordProgrammeStatusInputType : ChangeInputType<RecordProgrammeStatusInput>
{
    public RecordProgrammeStatusInputType() : base("RecordProgrammeStatusInput", "The programme status that Partner Center shows.")
    {
        Field(input => input.Status, "The status.");
        Field(input => input.AuthorizedRegions, "All CSP regions in which it may sell, its own always among them; left out, they stay.");
        CommonFields();
    }
}

sealed class RecordProgrammeStatusPayloadType : ChangePayloadType<RecordProgrammeStatusPayload>
{
    public RecordProgrammeStatusPayloadType() : base("RecordProgrammeStatusPayload", "The status that was recorded.") =>
        Loaded<Tenant>("distributor", payload => payload.Distributor, "The tenant; null when nothing was recorded.");
}
