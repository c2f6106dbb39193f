using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tenancy;

/// <summary>A membership as it is to be.</summary>
class MembershipInput : ChangeInput
{
    public required Guid EntraTenantId { get; init; }
    public required PrincipalKind PrincipalKind { get; init; }
    public required string PrincipalId { get; init; }
    public string? Name { get; init; }
    public required Role Role { get; init; }
    public NodeId? Reseller { get; init; }
    public IReadOnlyList<Right>? Rights { get; init; }
    public bool Ended { get; init; }
    public int? ExpectedVersion { get; init; }
}

/// <summary>Its fields, alone and as an item of a bulk change.</summary>
abstract class MembershipFields<T> : ChangeInputType<T> where T : MembershipInput
{
    protected MembershipFields(string name, string description) : base(name, description)
    {
        Field(input => input.EntraTenantId, "The Entra tenant of its tokens: tid.");
        Field(input => input.PrincipalKind, "Which claim of a token names it.");
        Field(input => input.PrincipalId, "That claim's value: a GUID, or the value of an app role.");
        Field(input => input.Name, "What people call it, up to 200 characters; left out, it keeps its name, or is called by its id.");
        Field(input => input.Role, "What it may do.");
        Field(input => input.Reseller, "The root of what it sees; left out, all that its giver sees.");
        Field(input => input.Rights, "For INTEGRATION only: READ, and of WRITE and SEE_COSTS what its giver has; left out, READ.");
        Field(input => input.Ended, "True ends it: nobody is let in by it any more.", otherwise: false);
        Field(input => input.ExpectedVersion, "The version that the client has seen, 0 for none; another one is left as it is.");
    }
}

/// <summary>An item of a bulk change.</summary>
sealed class MembershipInputType() : MembershipFields<MembershipInput>("MembershipInput", "A membership as it is to be: one for each principal and scope.");
