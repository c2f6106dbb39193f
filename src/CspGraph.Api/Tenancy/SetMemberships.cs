using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tenancy;

sealed class SetMembershipsInput : ChangeInput
{
    public required IReadOnlyList<MembershipInput> Memberships { get; init; }
    public ErrorPolicy ErrorPolicy { get; init; }
}

sealed record SetMembershipsPayload : ChangePayload
{
    public IReadOnlyList<Guid?> Memberships { get; init; } = [];
}

/// <summary>Sets many memberships at once.</summary>
sealed class SetMemberships : Change<SetMembershipsInput, SetMembershipsPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override async Task<SetMembershipsPayload> MakeAsync(ChangeContext context, SetMembershipsInput input)
    {
        if (input.Memberships.Count is 0 or > GraphEngineOptions.MaxPage)
            return Refused(new Objection(ObjectionCodes.BadUserInput, $"1 to {GraphEngineOptions.MaxPage} memberships are set at once.", "memberships"));
        var (set, objections) = (new List<Guid?>(), new List<Objection>());
        foreach (var (i, item) in input.Memberships.Index())
        {
            var (row, objection) = await MembershipChange.MakeAsync(context, item, $"memberships[{i}].");
            set.Add(row?.Id);
            if (objection is not null) objections.Add(objection);
        }
        return input.ErrorPolicy is ErrorPolicy.SkipFailed && set.Exists(id => id is not null)
            ? new() { Memberships = set, Errors = objections, IsPartlyMade = true }
            : new() { Memberships = objections.Count == 0 ? set : [], Errors = objections };
    }
}

sealed class SetMembershipsInputType : ChangeInputType<SetMembershipsInput>
{
    public SetMembershipsInputType() : base("SetMembershipsInput", "Many memberships as they are to be, each by itself as setMembership takes it.")
    {
        Field(input => input.Memberships, "1 to 100 of them. One that is named again is changed again.");
        Field(input => input.ErrorPolicy, "What becomes of the others when one is refused.", ErrorPolicy.AllOrNothing);
        CommonFields();
    }
}

sealed class SetMembershipsPayloadType : ChangePayloadType<SetMembershipsPayload>
{
    public SetMembershipsPayloadType() : base("SetMembershipsPayload", "The memberships that were set.") =>
        LoadedList<Membership>("memberships", payload => payload.Memberships, "In the order of the input, null for each that was refused; empty when nothing was set.");
}
