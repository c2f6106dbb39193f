using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tenancy;

sealed class SetMembershipInput : MembershipInput;

sealed record SetMembershipPayload : ChangePayload
{
    public Guid? Membership { get; init; }
}

/// <summary>Gives a principal of Microsoft Entra access to no more than its giver has, changes it, or ends it.</summary>
sealed class SetMembership : Change<SetMembershipInput, SetMembershipPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override async Task<SetMembershipPayload> MakeAsync(ChangeContext context, SetMembershipInput input)
    {
        var (row, objection) = await MembershipChange.MakeAsync(context, input);
        return objection is null ? new() { Membership = row!.Id } : Refused(objection);
    }
}

sealed class SetMembershipInputType : MembershipFields<SetMembershipInput>
{
    public SetMembershipInputType() : base("SetMembershipInput", "A membership as it is to be: one for each principal and scope.") => CommonFields();
}

sealed class SetMembershipPayloadType : ChangePayloadType<SetMembershipPayload>
{
    public SetMembershipPayloadType() : base("SetMembershipPayload", "The membership that was set.") =>
        Loaded<Membership>("membership", payload => payload.Membership, "The membership; null when it was not set.");
}
