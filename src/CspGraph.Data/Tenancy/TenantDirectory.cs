using System.Data.Common;
using System.Text.Json;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Tenancy;

/// <summary>What is asked by every request before there is a viewer: who is let in, does the tenant exist, and the reseller in it. Always of the database, so that who has gone is gone at once.</summary>
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

    const string Membership = """
        SELECT membership."TenantId", tenant."Slug", membership."PrincipalKind", membership."PrincipalId", membership."Name", membership."Role", membership."ResellerId", membership."RightNames", membership."CreatedAt"
        FROM "Memberships" AS membership JOIN "Tenants" AS tenant ON tenant."TenantId" = membership."TenantId"
        WHERE membership."EntraTenantId" = @entraTenant AND membership."PrincipalId" IN (SELECT value FROM json_each(@principals)) AND membership."EndedAt" IS NULL
        """;
    static readonly string[] MembershipNames = ["@entraTenant", "@principals"];

    const string Key = """
        SELECT apiKey."TenantId", tenant."Slug", apiKey."Id", apiKey."Name", apiKey."ResellerId", apiKey."RightNames", apiKey."ExpiresAt"
        FROM "ApiKeys" AS apiKey JOIN "Tenants" AS tenant ON tenant."TenantId" = apiKey."TenantId"
        WHERE apiKey."SecretHash" = @hash AND apiKey."RevokedAt" IS NULL AND apiKey."ExpiresAt" > @now
        """;
    static readonly string[] KeyNames = ["@hash", "@now"];

    /// <summary>The number of the tenant of a short name; null when there is none.</summary>
    public async ValueTask<int?> FindAsync(string slug, CancellationToken cancellation)
    {
        if (database.Reads is { } reads) return (int?)First(reads, Tenant, TenantNames, [slug]);
        return await database.RetryAsync(async cancellation =>
        {
            await using var directory = database.OpenDirectory();
            return await directory.Tenants.Where(tenant => tenant.Slug == slug).Select(tenant => (int?)tenant.TenantId).SingleOrDefaultAsync(cancellation);
        }, cancellation);
    }

    /// <summary>How many resellers are above one that is in the viewer's subtree; null when it is not there, or not in it.</summary>
    /// <param name="viewer">One that is about to be; its own root need not exist.</param>
    /// <param name="reseller">Every reseller is its own root.</param>
    /// <param name="cancellation">Ends the wait for a server.</param>
    public async ValueTask<int?> FindDepthAsync(Viewer viewer, Guid reseller, CancellationToken cancellation)
    {
        var root = viewer.SubtreeRootId ?? reseller;
        if (database.Reads is { } reads) return (int?)First(reads, Path, PathNames, [viewer.TenantId, root, reseller]);
        return await database.RetryAsync(async cancellation =>
        {
            await using var db = database.Open(viewer);
            return await db.ResellerClosure.Where(path => path.AncestorId == root && path.DescendantId == reseller && path.ValidTo == null)
                .Join(db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]), path => path.DescendantId, row => row.Id, (_, row) => (int?)row.Depth).SingleOrDefaultAsync(cancellation);
        }, cancellation);
    }

    /// <summary>The memberships that hold, of every tenant, by one of the names that a principal has.</summary>
    /// <param name="entraTenant">The Entra tenant that signed for the names.</param>
    /// <param name="principals">The names, of whatever kind: a name of one kind may be found as one of another.</param>
    /// <param name="cancellation">Ends the wait for a server.</param>
    public async ValueTask<IReadOnlyList<FoundMembership>> FindMembershipsAsync(Guid entraTenant, IReadOnlyList<string> principals, CancellationToken cancellation)
    {
        if (database.Reads is { } reads)
            return All(reads, Membership, MembershipNames, [entraTenant, JsonSerializer.Serialize(principals)], row => new FoundMembership(
                row.GetInt32(0), row.GetString(1), Enum.Parse<PrincipalKind>(row.GetString(2)), row.GetString(3), row.GetString(4), Enum.Parse<Role>(row.GetString(5)),
                row.IsDBNull(6) ? null : row.GetGuid(6), row.IsDBNull(7) ? null : row.GetString(7), DateTime.UnixEpoch.AddMilliseconds(row.GetInt64(8))));
        return await database.RetryAsync(async cancellation =>
        {
            await using var directory = database.OpenDirectory();
            return await Memberships(directory, entraTenant, principals).ToListAsync(cancellation);
        }, cancellation);
    }

    /// <summary>The API key of a secret's hash; null when there is none, or when it holds no longer.</summary>
    public async ValueTask<FoundApiKey?> FindApiKeyAsync(string secretHash, DateTime now, CancellationToken cancellation)
    {
        if (database.Reads is { } reads)
            return All(reads, Key, KeyNames, [secretHash, (now.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond], row => new FoundApiKey(
                row.GetInt32(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetString(5), DateTime.UnixEpoch.AddMilliseconds(row.GetInt64(6)))).SingleOrDefault();
        return await database.RetryAsync(async cancellation =>
        {
            await using var directory = database.OpenDirectory();
            return await ApiKeys(directory, secretHash, now).SingleOrDefaultAsync(cancellation);
        }, cancellation);
    }

    /// <remarks>Each name is a parameter of its own: what OPENJSON returns has the database's collation, and a server refuses to compare that with a column of another.</remarks>
    internal static IQueryable<FoundMembership> Memberships(DirectoryDb directory, Guid entraTenant, IReadOnlyList<string> principals) => directory.Memberships
        .Where(membership => membership.EntraTenantId == entraTenant && EF.MultipleParameters(principals).Contains(membership.PrincipalId) && membership.EndedAt == null)
        .Join(directory.Tenants, membership => membership.TenantId, tenant => tenant.TenantId, (membership, tenant) => new FoundMembership(
            membership.TenantId, tenant.Slug, membership.PrincipalKind, membership.PrincipalId, membership.Name, membership.Role, membership.ResellerId, membership.RightNames, membership.CreatedAt));

    internal static IQueryable<FoundApiKey> ApiKeys(DirectoryDb directory, string secretHash, DateTime now) => directory.ApiKeys
        .Where(key => key.SecretHash == secretHash && key.RevokedAt == null && key.ExpiresAt > now)
        .Join(directory.Tenants, key => key.TenantId, tenant => tenant.TenantId, (key, tenant) => new FoundApiKey(
            key.TenantId, tenant.Slug, key.Id, key.Name, key.ResellerId, key.RightNames, key.ExpiresAt));

    static long? First(SqliteReadPool pool, string text, string[] names, ReadOnlySpan<object?> values) =>
        All(pool, text, names, values, row => (long?)row.GetInt64(0)).FirstOrDefault();

    static List<T> All<T>(SqliteReadPool pool, string text, string[] names, ReadOnlySpan<object?> values, Func<DbDataReader, T> read)
    {
        var reads = pool.Rent();
        var isSound = false;
        try
        {
            using var row = reads.Run(text, names, values);
            var rows = new List<T>();
            while (row.Read()) rows.Add(read(row));
            isSound = true;
            return rows;
        }
        finally
        {
            pool.Return(reads, isSound);
        }
    }
}

/// <summary>A membership that holds, with the short name of its tenant.</summary>
public sealed record FoundMembership(int TenantId, string Tenant, PrincipalKind PrincipalKind, string PrincipalId, string Name, Role Role, Guid? ResellerId, string? RightNames, DateTime CreatedAt);

/// <summary>An API key that holds, with the short name of its tenant.</summary>
public sealed record FoundApiKey(int TenantId, string Tenant, Guid Id, string Name, Guid? ResellerId, string RightNames, DateTime ExpiresAt);
