using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>Sets one membership: alone, or as an item of a bulk change.</summary>
static class MembershipChange
{
    /// <param name="context">Who sets it.</param>
    /// <param name="input">As it is to be.</param>
    /// <param name="path">Where the input is within the whole: empty, or ending with a dot.</param>
    /// <returns>The row, tracked; or why it was not set.</returns>
    public static async Task<(Membership? Row, Objection? Objection)> MakeAsync(ChangeContext context, MembershipInput input, string path = "")
    {
        var (scope, unknown) = await AccessScope.OfAsync(context, input.Reseller, path + "reseller");
        if (unknown is not null) return (null, unknown);
        var principal = AccessRules.PrincipalId(input.PrincipalKind, input.PrincipalId);
        var isIntegration = input.Role is Role.Integration;
        var rights = input.Rights is { } given ? RightSet.Of([.. given]) : RightSet.Of(Right.Read);
        var objection =
            AccessRules.Mismatch(input.Role, scope is not null) is { } mismatch ? new Objection(ObjectionCodes.BadUserInput, mismatch, path + "role")
            : principal is null ? new Objection(ObjectionCodes.BadUserInput, "An object or an application is named by its GUID, an app role by its value.", path + "principalId")
            : input.Name is { } name && AccessRules.OfName(name, path + "name") is { } noName ? noName
            : isIntegration ? AccessRules.OfRights(context.Viewer, rights, scope is null, path + "rights")
            : input.Rights is not null ? new Objection(ObjectionCodes.BadUserInput, "Only an integration is given rights: the other roles have their own.", path + "rights")
            : null;
        if (objection is not null) return (null, objection);

        var row = await FindAsync(context, input, principal!, scope);
        if (input.ExpectedVersion is { } seen && seen != (row?.Version ?? 0))
            return (null, new Objection(ObjectionCodes.VersionMismatch, row is null ? "There is no such membership." : $"It was changed since: it has version {row.Version}, not {seen}.", path + "expectedVersion"));
        if (row is { Role: Role.DistributorAdmin, EndedAt: null } && (input.Ended || input.Role is not Role.DistributorAdmin) && await IsLastAsync(context, row))
            return (null, new Objection(ObjectionCodes.Conflict, "It is the tenant's last membership of an administrator: nobody could give access any more.", path + (input.Ended ? "ended" : "role")));

        if (row is null)
        {
            row = new Membership
            {
                Id = context.NewId(),
                EntraTenantId = input.EntraTenantId,
                PrincipalKind = input.PrincipalKind,
                PrincipalId = principal!,
                Name = principal!,
                Role = input.Role,
                ResellerId = scope,
                CreatedAt = context.Now,
            };
            context.Db.Add(row);
        }
        row.Name = input.Name?.Trim() ?? row.Name;
        row.Role = input.Role;
        row.RightNames = isIntegration ? rights.ToString() : null;
        row.EndedAt = input.Ended ? row.EndedAt ?? context.Now : null;
        if (context.Db.Entry(row).State is EntityState.Added || context.Db.Entry(row).Properties.Any(property => property.IsModified))
            context.Tell(EventKind.MembershipChanged, new NodeId(MembershipType.Tag, row.Id), scope);
        return (row, null);
    }

    /// <summary>The membership of the principal with this very scope. What it has elsewhere is none of the giver's business.</summary>
    static async Task<Membership?> FindAsync(ChangeContext context, MembershipInput input, string principal, Guid? scope) =>
        context.Db.Memberships.Local.SingleOrDefault(row => row.EntraTenantId == input.EntraTenantId && row.PrincipalKind == input.PrincipalKind && row.PrincipalId == principal && row.ResellerId == scope)
        ?? await context.Rows<Membership>().SingleOrDefaultAsync(
            row => row.EntraTenantId == input.EntraTenantId && row.PrincipalKind == input.PrincipalKind && row.PrincipalId == principal && row.ResellerId == scope, context.Cancellation);

    /// <summary>Who runs the installation can always give access again, by a command.</summary>
    static async Task<bool> IsLastAsync(ChangeContext context, Membership row)
    {
        if (context.Actor.Kind is ActorKind.Operator) return false;
        // Whoever ends another administrator at the same time waits here, and then counts without the one that is ended now.
        await context.Rows<Membership>().Where(other => other.Role == Role.DistributorAdmin && other.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(other => other.Version, other => other.Version), context.Cancellation);
        var others = await context.Rows<Membership>().Where(other => other.Role == Role.DistributorAdmin && other.EndedAt == null && other.Id != row.Id).ToListAsync(context.Cancellation);
        // As they are tracked: an item before this one may have ended it.
        return others.TrueForAll(other => other.Role is not Role.DistributorAdmin || other.EndedAt is not null);
    }
}
