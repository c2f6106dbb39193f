using CspGraph.Api.Host.Changes;
using CspGraph.Api.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Resellers;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>The subtree to which access is given: never more than its giver sees.</summary>
static class AccessScope
{
    /// <param name="context">Who gives.</param>
    /// <param name="reseller">The root that is asked for; null for all that the giver sees.</param>
    /// <param name="field">Where the input has it.</param>
    /// <returns>The root, null for the whole tenant; or why there is none: the same for a reseller that is out of sight as for one that is nowhere.</returns>
    public static async Task<(Guid? Root, Objection? Unknown)> OfAsync(ChangeContext context, NodeId? reseller, string field)
    {
        if (reseller is not { } id) return (context.Viewer.SubtreeRootId, null);
        return id.Tag == ResellerType.Tag && await context.Rows<Reseller>().AnyAsync(row => row.Id == id.Key, context.Cancellation)
            ? (id.Key, null)
            : (null, new Objection(ObjectionCodes.NotFound, "There is no such reseller.", field));
    }
}
