using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Demo;

/// <summary>Fills a database with three made-up tenants: two distributors of different size and a direct-bill partner.</summary>
/// <remarks>The same size on the same (UTC) day gives the same rows, ids included.</remarks>
public static class DemoSeed
{
    /// <summary>Adds the demo tenants that are not there yet. A tenant that is there is left as it is. Progress is told in single lines.</summary>
    /// <exception cref="InvalidOperationException">Another tenant has a demo tenant's number.</exception>
    public static async Task<IReadOnlyList<SeededTenant>> SeedAsync(
        Database database, DemoSize size, TimeProvider clock, IProgress<string>? progress, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var seeded = new List<SeededTenant>();
        foreach (var tenant in DemoTenant.All)
        {
            var added = await IsMissingAsync(database, tenant, cancellation);
            if (added) await AddAsync(database, tenant, tenant.Volumes[size], today, progress, cancellation);
            progress?.Report(added ? $"{tenant.Slug}: seeded" : $"{tenant.Slug}: already there, left as it is");
            seeded.Add(new SeededTenant(tenant.TenantId, tenant.Slug, added));
        }
        return seeded;
    }

    static async Task<bool> IsMissingAsync(Database database, DemoTenant tenant, CancellationToken cancellation)
    {
        await using var directory = database.OpenDirectory();
        var holder = await directory.Tenants.AsNoTracking().SingleOrDefaultAsync(row => row.TenantId == tenant.TenantId, cancellation);
        if (holder is not null && holder.Slug != tenant.Slug)
            throw new InvalidOperationException($"Tenant {tenant.TenantId} is {holder.Slug}, so {tenant.Slug} cannot be seeded.");
        return await new TenantDirectory(database).FindAsync(tenant.Slug, cancellation) is null;
    }

    /// <summary>One transaction a tenant: it is there whole, or not at all.</summary>
    static async Task AddAsync(
        Database database, DemoTenant tenant, DemoVolume volume, DateOnly today, IProgress<string>? progress, CancellationToken cancellation)
    {
        var ids = new Ids(new DemoIdClock(today), database.Provider is DatabaseProvider.SqlServer, new Random(tenant.TenantId));
        await using var db = database.Open(new Viewer(tenant.TenantId, Role.DistributorAdmin, SubtreeRootId: null));
        await using var bulk = await db.BeginBulkAsync(lasting: true, cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await new DemoNetwork(db, tenant, volume, today, ids, progress, cancellation).WriteAsync();
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>A demo tenant, and whether this call added it.</summary>
public sealed record SeededTenant(int TenantId, string Slug, bool Added);
