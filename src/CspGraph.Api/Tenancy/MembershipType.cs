using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>A membership as its managers see it.</summary>
sealed class MembershipType : EntityType<Membership, CspGraphDb, Viewer>
{
    public const char Tag = 'B';

    public MembershipType() : base("Membership", "Memberships", Tag, "Who of Microsoft Entra is let in, as what, and how far. Seen by who manages access.")
    {
        Column(membership => membership.Name, "What people call it.").Filterable();
        Column(membership => membership.EntraTenantId, "The Entra tenant of its tokens: tid.").Filterable();
        Column(membership => membership.PrincipalKind, "Which claim of a token names it.").Filterable();
        Column(membership => membership.PrincipalId, "That claim's value.").Filterable();
        Column(membership => membership.Role, "What it may do.").Filterable();
        Reference<Reseller>("reseller", membership => membership.ResellerId, "The root of what it sees; null for the whole tenant.").Filterable();
        Computed("rights", (membership, viewer) => ViewerType.List((membership.RightNames == null ? RightSet.Of(membership.Role) : RightSet.Parse(membership.RightNames)).Within(membership.ResellerId == null)),
            "What it may do: of an integration what it was given, else what the role has.").OfUpTo(ViewerType.MostRights);
        Column(membership => membership.CreatedAt, "When it was first set.").Filterable().Sortable();
        Column(membership => membership.EndedAt, "When it was ended: nobody is let in by it any more; null while it holds.").Filterable();
        Column(membership => membership.Version, "Counts its changes: what expectedVersion is held against.");
    }

    public static readonly EnumType<PrincipalKind> Kind = new("PrincipalKind", "Which claim of a Microsoft Entra token names who brings it.",
        (Domain.Tenancy.PrincipalKind.ObjectId, "oid: a person or a service principal."),
        (Domain.Tenancy.PrincipalKind.ApplicationId, "azp or appid: an application that comes for itself, not for a person."),
        (Domain.Tenancy.PrincipalKind.AppRole, "roles: whoever was assigned an app role."));
}
