using System.Data;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What the server asks of SQL Server at its start, and what it refuses to serve from.</summary>
public sealed class ServerCheckTests
{
    /// <summary>As Microsoft documents the views; the compiler does not know them.</summary>
    static readonly string[] Views =
    [
        "CREATE TABLE [Views].[databases] ([name] sysname, [database_id] int, [snapshot_isolation_state] tinyint, [is_read_committed_snapshot_on] bit)",
        "CREATE TABLE [Views].[security_policies] ([name] sysname, [object_id] int, [schema_id] int, [is_enabled] bit, [is_schema_bound] bit)",
        "CREATE TABLE [Views].[security_predicates] ([object_id] int, [security_predicate_id] int, [target_object_id] int, [predicate_type] int, [operation] int)",
        "CREATE TABLE [Views].[tables] ([name] sysname, [object_id] int, [schema_id] int)",
    ];

    [Fact]
    public void Its_question_compiles()
    {
        using var model = new ServerModel();
        model.AddObject("CREATE SCHEMA [Views]");
        foreach (var view in Views) model.AddObject(view);
        model.Add(new Recorded("check", ServerCheck.Text.Replace(" sys.", " Views.", StringComparison.Ordinal), []));
        Assert.Empty(model.Validate());
    }

    [Fact]
    public async Task A_database_whose_policy_is_whole_and_out_of_reach_is_served_from()
    {
        var server = new NoServer { Answer = () => Answer() };
        Assert.Null(await FaultAsync(server));
        Assert.Equal(["open", ServerCheck.Text, "close"], server.Log);
    }

    [Fact]
    public async Task A_login_that_could_change_the_policy_is_not() => Assert.Equal(
        "The database login could change the policy that keeps tenants apart: serve with a login that is a member of cspgraph_runtime and of nothing else (deploy/sqlserver/runtime-role.sql).",
        await FaultAsync(new NoServer { Answer = () => Answer(mayChange: true) }));

    [Fact]
    public async Task Nor_a_database_without_the_policy() => Assert.Equal(
        "The policy that keeps tenants apart is missing, switched off, or not to be seen by this login: run migrate, then deploy/sqlserver/runtime-role.sql as the database's owner.",
        await FaultAsync(new NoServer { Answer = () => Answer(change: predicates => predicates.Clear()) }));

    [Theory]
    [InlineData("Events", 0)]
    [InlineData("Customers", 4)]
    [InlineData("Memberships", 3)]
    public async Task Nor_one_with_a_table_outside_of_it(string table, int predicates) => Assert.Equal(
        $"Table {table} is not under the policy that keeps tenants apart: run migrate.",
        await FaultAsync(new NoServer { Answer = () => Answer(change: all => all[table] = predicates) }));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nor_one_without_snapshots(int state) => Assert.Equal(
        "The database allows no snapshot isolation, by which requests are read: run deploy/sqlserver/set-up.sql as its owner.",
        await FaultAsync(new NoServer { Answer = () => Answer(snapshots: state) }));

    [Fact]
    public async Task Nor_one_whose_writers_wait_for_each_other_to_read() => Assert.Equal(
        "In the database whoever writes waits for others to read what is committed (READ_COMMITTED_SNAPSHOT is off): run deploy/sqlserver/set-up.sql as its owner.",
        await FaultAsync(new NoServer { Answer = () => Answer(waitsForNobody: false) }));

    /// <summary>Who makes the tables may change the policy, and is told what else is wrong.</summary>
    [Fact]
    public async Task What_migrate_leaves_behind_is_looked_at_by_the_login_that_may_change_it()
    {
        Assert.Null(await MigratedFaultAsync(new NoServer { Answer = () => Answer(mayChange: true) }));
        Assert.EndsWith("(READ_COMMITTED_SNAPSHOT is off): run deploy/sqlserver/set-up.sql as its owner.", await MigratedFaultAsync(new NoServer { Answer = () => Answer(mayChange: true, waitsForNobody: false) }), StringComparison.Ordinal);
        Assert.EndsWith("run deploy/sqlserver/set-up.sql as its owner.", await MigratedFaultAsync(new NoServer { Answer = () => Answer(mayChange: true, snapshots: 0) }), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_embedded_database_is_asked_nothing()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var temp = await TempDatabase.CreateAsync();
        Assert.Null(await ServerCheck.FaultAsync(temp.Database, default));
    }

    static async Task<string?> FaultAsync(NoServer server)
    {
        using var database = server.OpenDatabase();
        return await ServerCheck.FaultAsync(database, default);
    }

    static async Task<string?> MigratedFaultAsync(NoServer server)
    {
        using var database = server.OpenDatabase();
        return await ServerCheck.MigratedFaultAsync(database, default);
    }

    /// <summary>As a server answers where all is well, but for what is said.</summary>
    static DataTableReader Answer(bool mayChange = false, int snapshots = 1, bool waitsForNobody = true, Action<Dictionary<string, int>>? change = null)
    {
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere;Database=none", TimeProvider.System);
        using var db = database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        var predicates = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToDictionary(table => table, table => table is "Tenants" or "Memberships" or "ApiKeys" ? 4 : 5);
        change?.Invoke(predicates);

        var state = new DataTable { Columns = { { "mayChange", typeof(bool) }, { "snapshots", typeof(int) }, { "waitsForNobody", typeof(bool) } } };
        state.Rows.Add(mayChange, snapshots, waitsForNobody);
        var guarded = new DataTable { Columns = { { "name", typeof(string) }, { "predicates", typeof(int) } } };
        foreach (var (table, count) in predicates) guarded.Rows.Add(table, count);
        return new DataTableReader([state, guarded]);
    }
}
