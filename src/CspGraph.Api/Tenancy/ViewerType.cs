using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>What a viewer is told about itself.</summary>
sealed record ViewerInfo(string Tenant, Role Role, IReadOnlyList<Right> Rights, ViewerScope? Scope, string? Upline, ViewerLimits Limits)
{
    public static async Task<ViewerInfo> OfAsync(ResolveContext<CspGraphDb, Viewer> context, ViewerLimits limits)
    {
        var viewer = context.Viewer;
        // The tenant's row and the upline's name are above a reseller's subtree: only these two names are told of them.
        var tenant = await context.Db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking()
            .Select(row => new { row.Slug, row.Name }).SingleAsync(context.Cancellation);
        if (viewer.SubtreeRootId is not { } root) return new ViewerInfo(tenant.Slug, viewer.Role, ViewerType.List(viewer.Rights), Scope: null, Upline: null, limits);
        var own = await context.Rows<Reseller>().Where(row => row.Id == root).Select(row => new { row.Name, row.ParentId }).SingleAsync(context.Cancellation);
        var parent = await context.Db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter])
            .Where(row => row.Id == own.ParentId).Select(row => row.Name).SingleOrDefaultAsync(context.Cancellation);
        return new ViewerInfo(tenant.Slug, viewer.Role, ViewerType.List(viewer.Rights), new ViewerScope(new NodeId(ResellerType.Tag, root), own.Name), parent ?? tenant.Name, limits);
    }
}

/// <summary>The reseller at the root of what a viewer sees.</summary>
sealed record ViewerScope(NodeId Id, string Name);

/// <summary>Who is asking, as the token says.</summary>
sealed class ViewerType : ObjectType<ViewerInfo>
{
    public ViewerType() : base("Viewer", "Who is asking, and what that lets them see.")
    {
        Field(viewer => viewer.Tenant, "The tenant's short name.");
        Field(viewer => viewer.Role, "What the viewer may do.");
        Field(viewer => viewer.Rights, "What the viewer may do with what is seen.");
        Field(viewer => viewer.Scope, "The reseller at the root of what is seen; null for the whole tenant.");
        Field(viewer => viewer.Upline, "The name of who is directly above; null at the top.");
        Field(viewer => viewer.Limits, "How much one request may ask for.").NotCached();
    }

    /// <summary>How many rights there are.</summary>
    public static readonly int MostRights = Enum.GetValues<Right>().Length;

    /// <summary>Rights as the schema shows them.</summary>
    public static IReadOnlyList<Right> List(RightSet rights) => [.. rights];

    /// <summary>A right's published name.</summary>
    public static string NameOf(Right right) => Rights.NameOf(right);

    public static readonly EnumType<Right> Rights = new("Right", "Something that a viewer may do.",
        (Right.Read, "Read what is in sight."),
        (Right.Write, "Change what is in sight."),
        (Right.SeeCosts, "See what Microsoft charges the distributor."),
        (Right.Introspect, "Ask for the schema itself: __schema, __type and the schema's file."),
        (Right.ManageAccess, "Give and take access to what is in sight: memberships and API keys."),
        (Right.ReadAuditLog, "Read who changed what."));

    public static readonly EnumType<Role> Role = new("Role", "What a viewer is to the tenant.",
        (Domain.Tenancy.Role.DistributorAdmin, "Reads and writes everything of the tenant."),
        (Domain.Tenancy.Role.DistributorAnalyst, "Reads everything of the tenant, writes nothing."),
        (Domain.Tenancy.Role.ResellerAdmin, "Reads and writes its reseller's subtree."),
        (Domain.Tenancy.Role.ResellerAnalyst, "Reads its reseller's subtree, writes nothing."),
        (Domain.Tenancy.Role.Integration, "A back end with the rights it was given."));
}

/// <summary>How much of the tenant a viewer sees.</summary>
sealed class ViewerScopeType : ObjectType<ViewerScope>
{
    public ViewerScopeType() : base("ViewerScope", "The reseller at the root of what a viewer sees.")
    {
        Field(scope => scope.Id, "The reseller's global id.");
        Field(scope => scope.Name, "The reseller's name.");
    }
}

/// <summary>Says of a root field that it takes a right.</summary>
static class RightsOfFields
{
    public static Field Takes(this Field field, Right right) => field.Needs<Viewer>(ViewerType.NameOf(right), viewer => viewer.May(right));
}
