using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who does the work that no request asks for.</summary>
static class TenantJobs
{
    /// <summary>One viewer per tenant: a job sees one tenant at a time, like everybody.</summary>
    public static async Task<IReadOnlyList<Viewer>> ViewersAsync(Database database, CancellationToken cancellation)
    {
        await using var directory = database.OpenDirectory();
        var tenants = await directory.Tenants.Select(tenant => tenant.TenantId).ToListAsync(cancellation);
        return [.. tenants.Select(ViewerOf)];
    }

    /// <summary>Who works for one tenant.</summary>
    public static Viewer ViewerOf(int tenant) => new(tenant, Role.DistributorAdmin, SubtreeRootId: null);
}
