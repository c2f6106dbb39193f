using System.Text.RegularExpressions;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Architecture;

/// <summary>To another tenant's rows there is no way around the context: what could be one is used only where it is known why it is none.</summary>
public sealed partial class OneDoorTests
{
    /// <param name="What">What might lead past the door.</param>
    /// <param name="Pattern">As sources write it.</param>
    /// <param name="Sample">Something that is to be found by it.</param>
    /// <param name="Where">The only files, or folders, that may; why, beside each.</param>
    sealed record Door(string What, string Pattern, string Sample, params string[] Where);

    static readonly Door[] Doors =
    [
        new("a connection", @"new Sql(ite)?Connection\(", "new SqlConnection(text)",
            "src/CspGraph.Data/SqliteBackup.cs", // Copies the whole file, for whoever runs the installation.
            "src/CspGraph.Data/SqliteReadPool.cs"), // Read only; who rents one is listed below.
        new("a connection under a context", @"SetDbConnection\(", "db.Database.SetDbConnection(mine)",
            "src/CspGraph.Data/Database.cs"), // A pooled one, on SQLite: on SQL Server it would miss its tenant.
        new("a context", @"new (Sqlite|SqlServer)CspGraphDb\(|new DirectoryDb\(", "new SqlServerCspGraphDb(options, viewer)",
            "src/CspGraph.Data/Database.cs"),
        new("a context's connection", @"GetDbConnection\(", "db.Database.GetDbConnection()",
            "src/CspGraph.Data/SqliteBulk.cs", // Settings of the embedded database.
            "src/CspGraph.Data/SqliteStatement.cs", // Prepares what is listed below.
            "src/CspGraph.Data/Tenancy/ServerCheck.cs", // Asks the server about itself, of no tenant.
            "src/CspGraph.Data/Tenancy/TenantTransaction.cs", // Sets how long the embedded database is waited for.
            "src/CspGraph.Engine/Load/Statement.cs"), // Sends the texts that EF wrote, filters included.
        new("a command", @"CreateCommand\(|CreateDbCommand\(|new Sql(ite)?Command\(", "connection.CreateCommand()",
            "src/CspGraph.Data/SqliteBackup.cs", // As above.
            "src/CspGraph.Data/SqliteBulk.cs", // As above.
            "src/CspGraph.Data/SqliteSize.cs", // A setting of each connection.
            "src/CspGraph.Data/SqliteReadPool.cs", // Settings of a new connection.
            "src/CspGraph.Data/Tenancy/ServerCheck.cs", // As above.
            "src/CspGraph.Data/Tenancy/TenantOnConnection.cs", // The door itself.
            "src/CspGraph.Engine/Load/Statement.cs", // As above.
            "src/CspGraph.Engine/Load/StatementMaker.cs"), // Where EF writes the texts.
        new("SQL through EF", @"ExecuteSql|FromSql|SqlQuery", "db.Database.ExecuteSqlRawAsync(text)",
            "src/CspGraph.Data/Events/EventLog.cs", // Names the tenant, and joins its events with its own tree.
            "src/CspGraph.Data/Usage/UsageSums.cs"), // Joins rows that were claimed with those of the same tenant.
        new("a bulk copy", @"SqlBulkCopy\b", "new SqlBulkCopy(connection)",
            "src/CspGraph.Data/BulkInsert.cs"), // Claims each row, and copies within the context's transaction.
        new("SQL on a pooled connection", @"\bSqliteRead(s|Pool)\b", "SqliteReads reads = pool.Rent()",
            "src/CspGraph.Data/SqliteReads.cs",
            "src/CspGraph.Data/SqliteReadPool.cs",
            "src/CspGraph.Data/Database.cs", // Has the pool.
            "src/CspGraph.Data/Tenancy/TenantDirectory.cs", // What is read before there is a viewer; its texts name the tenant.
            "src/CspGraph.Data/Tenancy/TenantSnapshot.cs", // The engine's texts, which EF wrote.
            "src/CspGraph.Data/Tenancy/TenantTransaction.cs"), // The same, on the context's own connection.
        new("SQL prepared for SQLite", @"\bSqliteStatement<\w+> \w+\(|new SqliteStatement\b", "new SqliteStatement<Customer>(db, text, columns)",
            "src/CspGraph.Data/BulkInsert.cs", // Claims each row.
            "src/CspGraph.Data/BulkUpdate.cs"), // By whole keys, of rows that were looked at.
        new("all tenants at once", @"OpenDirectory\(", "database.OpenDirectory()",
            "src/CspGraph.Data/Database.cs", // Makes it.
            "src/CspGraph.Data/Tenancy/", // Who is let in.
            "src/CspGraph.Api/Host/", // Who is to work, and whether there is anybody.
            "src/CspGraph.Api/Demo/DemoSeed.cs"), // Whether a demo tenant is there.
        new("a row's tenant", @"(?<!\w)TenantId = |SetProperty\(\s*\w+ => \w+\.TenantId\b", "set.SetProperty(row => row.TenantId, 2)",
            "src/CspGraph.Data/CspGraphDb.cs", // Claims new rows.
            "src/CspGraph.Api/Demo/DemoNetwork.cs"), // Makes a tenant.
        new("the tenant's filter", @"\bTenantFilter\b", "IgnoreQueryFilters([CspGraphDb.TenantFilter])",
            "src/CspGraph.Data/CspGraphDb.cs"), // Sets it.
        new("a viewer", @"\bnew Viewer\(", "new Viewer(1, Role.DistributorAdmin, null)",
            "src/CspGraph.Data/Database.cs", // Nobody, who sees no row.
            "src/CspGraph.Data/DesignTime.cs", // The same, for a tool that asks for the model.
            "src/CspGraph.Api/Demo/DemoSeed.cs", // Of the tenant that it makes.
            "src/CspGraph.Api/Host/"), // From what was verified, and for whoever runs the installation.
        new("another sight", @"\.NarrowedTo\(|\bwith \{[^}]*\b(RootDepth|Granted) = |(?<!\w)Granted = ", "viewer with { Granted = null }",
            "src/CspGraph.Domain/Tenancy/Viewer.cs", // Says how.
            "src/CspGraph.Api/Host/Identity/"), // From what was verified.
    ];

    public static TheoryData<string> Names => [.. Doors.Select(door => door.What)];

    [Theory, MemberData(nameof(Names))]
    public void It_is_used_only_where_it_is_known_why(string what)
    {
        var door = Doors.Single(door => door.What == what);
        var users = Repository.Sources("src").Where(file => Regex.IsMatch(WithoutComments(Repository.Text(file)), door.Pattern)).ToList();

        Assert.Matches(door.Pattern, door.Sample);
        var strays = users.Where(file => !door.Where.Any(allowed => file.StartsWith(allowed, StringComparison.Ordinal)));
        Assert.Empty(strays);
        // Whoever needs it no more is not to keep the permission.
        var unused = door.Where.Where(allowed => !users.Any(file => file.StartsWith(allowed, StringComparison.Ordinal)));
        Assert.Empty(unused);
    }

    [Fact]
    public void The_filters_that_are_dropped_are_named_and_the_tenants_is_none_of_them()
    {
        var dropped = Repository.Sources("src").SelectMany(file => Dropped().Matches(Repository.Text(file)).Select(match => match.Groups[1].Value)).Distinct();
        // A right's filter is dropped to find the number of an event whose id is known, and nothing else of it.
        Assert.Equal(["[CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter]", "[CspGraphDb.SubtreeFilter, CspGraphDb.RightFilter]", "[CspGraphDb.SubtreeFilter]", "droppedFilters"], dropped.Order(StringComparer.Ordinal));
    }

    /// <summary>Those that the engine is told.</summary>
    [Fact]
    public void Who_sees_the_whole_tenant_drops_the_filter_of_subtrees_and_who_sees_less_none()
    {
        using var database = new Database(DatabaseProvider.Sqlite, "Data Source=:memory:", TimeProvider.System);
        var whole = new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null);
        foreach (var (viewer, dropped) in new[] { (whole, new[] { "Subtree" }), (whole.NarrowedTo(Guid.NewGuid(), depth: 0), Array.Empty<string>()) })
        {
            using var db = database.Open(viewer);
            Assert.Equal(dropped, ContextSession.ToExplain(db).DroppedFilters);
        }
    }

    [Fact]
    public void What_a_viewer_is_cannot_be_set() =>
        Assert.All([nameof(Viewer.TenantId), nameof(Viewer.Role), nameof(Viewer.SubtreeRootId)], name => Assert.Null(typeof(Viewer).GetProperty(name)!.SetMethod));

    static string WithoutComments(string source) => Comment().Replace(source, "");

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bIgnoreQueryFilters\(([^)]*)\)")]
    private static partial Regex Dropped();
}
