using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Data.Tenancy;

/// <summary>Whether SQL Server keeps tenants apart even from this process: its login must be unable to change that.</summary>
public static class ServerCheck
{
    const string SetUp = "deploy/sqlserver/set-up.sql";
    const string Script = "deploy/sqlserver/runtime-role.sql";

    /// <summary>Whether the login could change the policy, or a table under it; whether a snapshot can be read (1); whether writers read what is committed without waiting; then the predicates in force, by table.</summary>
    internal const string Text = """
        SELECT CAST(CASE WHEN 1 IN (
                IS_SRVROLEMEMBER('sysadmin'), IS_ROLEMEMBER('db_owner'), IS_ROLEMEMBER('db_ddladmin'), IS_ROLEMEMBER('db_securityadmin'),
                HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CONTROL'), HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'ALTER ANY SECURITY POLICY'),
                HAS_PERMS_BY_NAME('dbo', 'SCHEMA', 'ALTER'), HAS_PERMS_BY_NAME('Security', 'SCHEMA', 'ALTER')) THEN 1 ELSE 0 END AS bit),
            (SELECT CAST(db.snapshot_isolation_state AS int) FROM sys.databases AS db WHERE db.database_id = DB_ID()),
            (SELECT db.is_read_committed_snapshot_on FROM sys.databases AS db WHERE db.database_id = DB_ID());
        SELECT guarded.name, COUNT(*) FROM sys.security_predicates AS predicate
            INNER JOIN sys.security_policies AS policy ON policy.object_id = predicate.object_id
            INNER JOIN sys.tables AS guarded ON guarded.object_id = predicate.target_object_id
            WHERE policy.is_enabled = 1 GROUP BY guarded.name;
        """;

    /// <summary>Why the database is not to be served from, in one line; null when nothing is wrong with it.</summary>
    public static Task<string?> FaultAsync(Database database, CancellationToken cancellation) => FaultAsync(database, mayChange: false, cancellation);

    /// <summary>The same for who has just made the tables, and so may change the policy.</summary>
    public static Task<string?> MigratedFaultAsync(Database database, CancellationToken cancellation) => FaultAsync(database, mayChange: true, cancellation);

    static async Task<string?> FaultAsync(Database database, bool mayChange, CancellationToken cancellation)
    {
        if (database.Provider is not DatabaseProvider.SqlServer) return null;
        await using var db = database.OpenForNobody();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Text;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (couldChange, snapshots, waitsForNobody) = (reader.GetBoolean(0), reader.GetInt32(1), reader.GetBoolean(2));
        var predicates = new Dictionary<string, int>();
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) predicates[reader.GetString(0)] = reader.GetInt32(1);

        if (couldChange && !mayChange) return $"The database login could change the policy that keeps tenants apart: serve with a login that is a member of cspgraph_runtime and of nothing else ({Script}).";
        if (snapshots != 1) return $"The database allows no snapshot isolation, by which requests are read: run {SetUp} as its owner.";
        if (!waitsForNobody) return $"In the database whoever writes waits for others to read what is committed (READ_COMMITTED_SNAPSHOT is off): run {SetUp} as its owner.";
        if (predicates.Count == 0) return $"The policy that keeps tenants apart is missing, switched off, or not to be seen by this login: run migrate, then {Script} as the database's owner.";
        await using var directory = database.OpenDirectory();
        return Unguarded(db.Model, directory.Model, predicates).FirstOrDefault() is { } table ? $"Table {table} is not under the policy that keeps tenants apart: run migrate." : null;
    }

    /// <summary>Each table has four predicates on writing, and one on reading but where it is read before there is a viewer.</summary>
    static IEnumerable<string> Unguarded(IModel model, IModel directory, Dictionary<string, int> predicates) =>
        from entity in model.GetEntityTypes()
        where typeof(ITenantOwned).IsAssignableFrom(entity.ClrType)
        let table = entity.GetTableName()
        where predicates.GetValueOrDefault(table) < (directory.FindEntityType(entity.ClrType) is null ? 5 : 4)
        orderby table
        select table;
}
