using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>Why a viewer sees an object.</summary>
sealed record AccessExplanation(NodeId Id, string Type, AccessRule Rule, string Because, Right? Right, Visibility Costs, IReadOnlyList<AccessStep> Path)
{
    /// <summary>Null for an object that is out of sight, as for one that is nowhere.</summary>
    public static async Task<AccessExplanation?> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        if (!NodeId.TryParse(Convert.ToString(context.Argument<object>("id"), System.Globalization.CultureInfo.InvariantCulture)!, out var id)) return null;
        if (SeenObject.Kinds.GetValueOrDefault(id.Tag) is not { } kind || await kind.FindAsync(context, id.Key) is not { } found) return null;
        var viewer = context.Viewer;
        var path = found.Reseller is { } reseller ? await PathAsync(context, reseller) : [];
        var rule = kind.IsCommon ? AccessRule.Everybody : viewer.SeesWholeTenant ? AccessRule.WholeTenant : AccessRule.Subtree;
        return new(id, kind.Type, rule, Sentence(rule, path, kind.Right), kind.Right, viewer.May(Domain.Tenancy.Right.SeeCosts) ? Visibility.Visible : Visibility.Hidden, path);
    }

    static string Sentence(AccessRule rule, IReadOnlyList<AccessStep> path, Right? right)
    {
        var because = rule switch
        {
            AccessRule.Everybody => "Everybody of the tenant sees it",
            AccessRule.WholeTenant => "You see the whole tenant",
            _ when path.Count == 1 => $"It is of {path[0].Name}, the root of what you see",
            _ => $"It is of {path[^1].Name}, which is under {path[0].Name}, the root of what you see",
        };
        return right is null ? because + "." : because + $", and you have the right {ViewerType.NameOf(right.Value)}.";
    }

    /// <summary>From the viewer's root down: what is above it is out of sight here, too.</summary>
    static async Task<IReadOnlyList<AccessStep>> PathAsync(ResolveContext<CspGraphDb, Viewer> context, Guid reseller) => await context.Db.ResellerClosure
        .Where(path => path.DescendantId == reseller && path.ValidTo == null)
        .Join(context.Rows<Reseller>(), path => new { path.TenantId, Id = path.AncestorId }, row => new { row.TenantId, row.Id }, (path, row) => new { path.Depth, row.Id, row.Name })
        .OrderByDescending(step => step.Depth).Select(step => new AccessStep(new NodeId(ResellerType.Tag, step.Id), step.Name)).ToListAsync(context.Cancellation);
}

/// <summary>A reseller between the viewer's root and an object.</summary>
sealed record AccessStep(NodeId Id, string Name);

/// <summary>By which rule something is seen.</summary>
enum AccessRule
{
    WholeTenant,
    Subtree,
    Everybody,
}

sealed class AccessExplanationType : ObjectType<AccessExplanation>
{
    public AccessExplanationType() : base("AccessExplanation", "Why the viewer sees an object.")
    {
        Field(explanation => explanation.Id, "The object's global id.");
        Field(explanation => explanation.Type, "The object's type.");
        Field(explanation => explanation.Rule, "By which rule it is seen.");
        Field(explanation => explanation.Because, "The same in a sentence.");
        Field(explanation => explanation.Right, "The right that it takes beside; null for none.");
        Field(explanation => explanation.Costs, "Whether what Microsoft charges for it is shown.");
        Field(explanation => explanation.Path, "The resellers from the viewer's root, or from the top of the tenant, down to the one it is of; empty for what is the tenant's own.");
    }

    public static readonly EnumType<AccessRule> Rules = new("AccessRule", "By which rule an object is seen.",
        (AccessRule.WholeTenant, "The viewer sees the whole tenant."),
        (AccessRule.Subtree, "It is of a reseller in the viewer's subtree."),
        (AccessRule.Everybody, "Everybody of the tenant sees it: the catalogue."));
}

sealed class AccessStepType : ObjectType<AccessStep>
{
    public AccessStepType() : base("AccessStep", "A reseller between the root of what is seen and an object.")
    {
        Field(step => step.Id, "The reseller's global id.");
        Field(step => step.Name, "The reseller's name.");
    }
}
