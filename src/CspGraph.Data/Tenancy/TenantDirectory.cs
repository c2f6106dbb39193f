using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Tenancy;

/// <summary>What is asked by every request before there is a viewer: does the tenant exist, and the reseller in it. Always of the database, so that who has gone is gone at once.</summary>
public sealed class TenantDirectory(Database database)
{
    const string Tenant = """SELECT "TenantId" FROM "Tenants" WHERE "Slug" = @slug""";
    static readonly string[] TenantNames = ["@slug"];

    const string Path = """
        SELECT reseller."Depth" FROM "ResellerClosure" AS path
        JOIN "Resellers" AS reseller ON reseller."TenantId" = path."TenantId" AND reseller."Id" = path."DescendantId"
        WHERE path."TenantId" = @tenant AND path."AncestorId" = @root AND path."DescendantId" = @reseller AND path."ValidTo" IS NULL
        """;
    static readonly string[] PathNames = ["@tenant", "@root", "@reseller"];

    /// <summary>The number of the tenant of a short name; null when there is none.</summary>
    public async ValueTask<int?> FindAsync(string slug, CancellationToken cancellation)
    {
        if (database.Reads is { } reads) return (int?)First(reads, Tenant, TenantNames, [slug]);
        await using var directory = database.OpenDirectory();
        return await directory.Tenants.Where(tenant => tenant.Slug == slug).Select(tenant => (int?)tenant.TenantId).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>How many resellers are above one that is in the viewer's subtree; null when it is not there, or not in it.</summary>
    /// <param name="viewer">One that is about to be; its own root need not exist.</param>
    /// <param name="reseller">Every reseller is its own root.</param>
    /// <param name="cancellation">Ends the wait for a server.</param>
    public async ValueTask<int?> FindDepthAsync(Viewer viewer, Guid reseller, CancellationToken cancellation)
    {
        var root = viewer.SubtreeRootId ?? reseller;
        if (database.Reads is { } reads) return (int?)First(reads, Path, PathNames, [viewer.TenantId, root, reseller]);
        await using var db = database.Open(viewer);
        return await db.ResellerClosure.Where(path => path.AncestorId == root && path.DescendantId == reseller && path.ValidTo == null)
            .Join(db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]), path => path.DescendantId, row => row.Id, (_, row) => (int?)row.Depth).SingleOrDefaultAsync(cancellation);
    }

    static long? First(SqliteReadPool pool, string text, string[] names, ReadOnlySpan<object?> values)
    {
        var reads = pool.Rent();
        var isSound = false;
        try
        {
            using var row = reads.Run(text, names, values);
            long? first = row.Read() ? row.GetInt64(0) : null;
            isSound = true;
            return first;
        }
        finally
        {
            pool.Return(reads, isSound);
        }
    }
}
