using CspGraph.Api.Host.Changes;
using CspGraph.Api.Tenancy;
using CspGraph.Data;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

sealed class SetPartnerOfRecordPolicyInput : ChangeInput
{
    public RegionMatching? RegionMatching { get; init; }
    public bool? UnknownPasses { get; init; }
    public IReadOnlyList<OperationTreatmentInput>? Treatments { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed class OperationTreatmentInput
{
    public PartnerOfRecordOperation Operation { get; init; }
    public OperationTreatment? Treatment { get; init; }
}

sealed record SetPartnerOfRecordPolicyPayload : ChangePayload
{
    public PartnerOfRecordPolicyShown? Policy { get; init; }
}

/// <summary>Decides for the tenant what sources disagree on or leave open, and looks at every reseller anew by it.</summary>
sealed class SetPartnerOfRecordPolicy : Change<SetPartnerOfRecordPolicyInput, SetPartnerOfRecordPolicyPayload>
{
    public override Right Right => Right.Write;

    protected override async Task<SetPartnerOfRecordPolicyPayload> MakeAsync(ChangeContext context, SetPartnerOfRecordPolicyInput input)
    {
        if (!context.Viewer.SeesWholeTenant) return Refused(new Objection(ObjectionCodes.NotAuthorized, "The policy is the whole tenant's: it is set by who sees all of it."));
        var row = await context.Rows<PartnerOfRecordPolicy>().SingleOrDefaultAsync(context.Cancellation);
        if (ChangeContext.Stale(row, input.ExpectedVersion) is { } stale) return Refused(stale);
        var treatments = PolicyInForce.Of(row).Treatments;
        foreach (var (i, decision) in (input.Treatments ?? []).Index())
        {
            if (OperationTreatments.OfDecision(decision.Operation, $"treatments[{i}].operation") is { } stated) return Refused(stated);
            treatments = treatments.With(decision.Operation, decision.Treatment);
        }
        var policy = new PolicyInForce(input.RegionMatching ?? row?.RegionMatching ?? default, input.UnknownPasses ?? row?.UnknownPasses ?? false, treatments);
        // Before the row itself is changed: what is written in bulk is written at once, with all that is tracked by then.
        await context.Db.LockTreeAsync(context.Cancellation);
        await context.RefreshStandingsAsync(resellers: null, policy);
        if (row is null) context.Db.Add(row = new PartnerOfRecordPolicy { Id = context.NewId() });
        (row.RegionMatching, row.UnknownPasses, row.Treatments) = (policy.RegionMatching, policy.UnknownPasses, treatments.ToString());
        var isChanged = context.Db.Entry(row).State is EntityState.Added || context.Db.Entry(row).Properties.Any(property => property.IsModified);
        if (isChanged) context.Tell(EventKind.PartnerOfRecordPolicySet, new NodeId(DistributorType.Tag, await context.Rows<Tenant>().Select(tenant => tenant.Id).SingleAsync(context.Cancellation)), reseller: null);
        return new() { Policy = PartnerOfRecordPolicyShown.Of(policy, row.Version + (isChanged ? 1 : 0)) };
    }
}

/// <summary>A tenant's policy as it is shown: with the treatment of every operation, whoever has decided it.</summary>
sealed record PartnerOfRecordPolicyShown(RegionMatching RegionMatching, bool UnknownPasses, IReadOnlyList<OperationTreated> Treatments, int Version)
{
    public static PartnerOfRecordPolicyShown Of(PolicyInForce policy, int version) => new(policy.RegionMatching, policy.UnknownPasses,
        [.. PartnerOfRecordOperations.All.Select(row => new OperationTreated(row.Operation, policy.Treatments.Of(row.Operation), row.IsStated, row.From, row.Source))], version);

    public static async Task<PartnerOfRecordPolicyShown> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var row = await context.Db.PartnerOfRecordPolicies.AsNoTracking().SingleOrDefaultAsync(context.Cancellation);
        return Of(PolicyInForce.Of(row), row?.Version ?? 0);
    }
}

/// <summary>How an operation is treated, and who says so.</summary>
sealed record OperationTreated(PartnerOfRecordOperation Operation, OperationTreatment Treatment, bool IsStated, DateOnly? From, string Source);

sealed class PartnerOfRecordPolicyType : ObjectType<PartnerOfRecordPolicyShown>
{
    public PartnerOfRecordPolicyType() : base("PartnerOfRecordPolicy", "What the tenant has decided where Microsoft's sources disagree or say nothing.")
    {
        Field(policy => policy.RegionMatching, "What it takes for a reseller to match a customer's region.");
        Field(policy => policy.UnknownPasses, "Whether a transaction passes of whose Partner of Record too little is known.");
        Field(policy => policy.Treatments, "How each operation is treated.");
        Field(policy => policy.Version, "Counts its changes: give it back as expectedVersion. 0 while nothing is decided.");
    }

    public static readonly EnumType<RegionMatching> Matching = new("RegionMatching", "What it takes for a reseller to match a customer's region.",
        (RegionMatching.CspRegion, "Both are of one CSP region."),
        (RegionMatching.Country, "Both are of one country."));

    public static readonly EnumType<OperationTreatment> Treatment = new("OperationTreatment", "How an operation is treated when a condition does not hold, or is not known.",
        (OperationTreatment.Strict, "It is refused."),
        (OperationTreatment.Warn, "It is let pass, with a warning."),
        (OperationTreatment.Exempt, "It is not asked about."));
}

sealed class OperationTreatmentType : ObjectType<OperationTreated>
{
    public OperationTreatmentType() : base("TreatedOperation", "How an operation is treated.")
    {
        Field(treated => treated.Operation, "The operation.");
        Field(treated => treated.Treatment, "How it is treated.");
        Field(treated => treated.IsStated, "True when a source states it: then no tenant can decide otherwise.");
        Field(treated => treated.From, "The first day on which it is asked about; null when it never is.");
        Field(treated => treated.Source, "Where that is from.");
    }
}

sealed class OperationTreatmentInputType : InputType<OperationTreatmentInput>
{
    public OperationTreatmentInputType() : base("OperationTreatmentInput", "How an operation is to be treated of which no source says it.")
    {
        Field(input => input.Operation, "The operation.");
        Field(input => input.Treatment, "How; null takes an earlier decision back.");
    }
}

sealed class SetPartnerOfRecordPolicyInputType : ChangeInputType<SetPartnerOfRecordPolicyInput>
{
    public SetPartnerOfRecordPolicyInputType() : base("SetPartnerOfRecordPolicyInput", "The policy as it is to be; what is left out stays.")
    {
        Field(input => input.RegionMatching, "What it takes for a reseller to match a customer's region.");
        Field(input => input.UnknownPasses, "Whether a transaction passes of whose Partner of Record too little is known.");
        Field(input => input.Treatments, "How operations are to be treated; those that are left out stay.");
        Field(input => input.ExpectedVersion, "The version that the client has seen, 0 for none; another one is left as it is.");
        CommonFields();
    }
}

sealed class SetPartnerOfRecordPolicyPayloadType : ChangePayloadType<SetPartnerOfRecordPolicyPayload>
{
    public SetPartnerOfRecordPolicyPayloadType() : base("SetPartnerOfRecordPolicyPayload", "The policy that was set.") =>
        Field(payload => payload.Policy, "The policy; null when it was not set.");
}
