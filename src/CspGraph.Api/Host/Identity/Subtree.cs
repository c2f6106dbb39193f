using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Identity;

/// <summary>Asks, before there is a viewer, whether a reseller is inside a subtree of a tenant.</summary>
static class Subtree
{
    /// <summary>True when <paramref name="reseller"/> is <paramref name="root"/> or under it; every reseller is its own root.</summary>
    public static async Task<bool> HoldsAsync(Database database, int tenantId, Guid root, Guid reseller, CancellationToken cancellation)
    {
        await using var db = database.Open(new Viewer(tenantId, Role.Integration, root));
        return await db.ResellerClosure.AnyAsync(
            path => path.AncestorId == root && path.DescendantId == reseller && path.ValidTo == null, cancellation);
    }
}
