using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>The first thing that is sent over a connection says whose it is, whatever the connection is opened for.</summary>
public sealed class TenantOnConnectionTests
{
    const string Seven = "EXEC sys.sp_set_session_context @key = N'TenantId', @value = 7, @read_only = 1";

    public static readonly TheoryData<string> Ways = [.. Opened.Keys];

    static Dictionary<string, Func<CspGraphDb, Task>> Opened => new()
    {
        ["a read"] = db => Tenants(db).Select(tenant => tenant.DataVersion).SingleAsync(),
        ["a read, synchronously"] = db => Task.FromResult(Tenants(db).Select(tenant => tenant.DataVersion).Single()),
        ["SaveChanges"] = db =>
        {
            db.Add(NewEvent());
            return db.SaveChangesAsync();
        },
        ["SaveChanges, synchronously"] = db =>
        {
            db.Add(NewEvent());
            return Task.FromResult(db.SaveChanges());
        },
        ["ExecuteUpdate"] = db => db.RaiseDataVersionAsync(default),
        ["ExecuteDelete"] = db => db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ExecuteDeleteAsync(),
        ["raw SQL"] = db => db.Database.ExecuteSqlRawAsync("DELETE FROM Events"),
        ["a snapshot"] = db => db.BeginSnapshotAsync(default),
        ["a writing transaction, within which is copied in bulk"] = db => db.BeginWriteAsync(default),
        ["a transaction, synchronously"] = db => Task.FromResult(db.Database.BeginTransaction()),
        ["itself"] = db => db.Database.OpenConnectionAsync(),
        ["itself, synchronously"] = db =>
        {
            db.Database.OpenConnection();
            return Task.CompletedTask;
        },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task It_is_the_first_thing_that_is_sent(string way)
    {
        var server = new NoServer();
        await using var db = Open(7, server);

        await Opened[way](db);

        Assert.Equal(["open", Seven], server.Log.Take(2));
        Assert.Single(server.Log, line => line.Contains("session_context", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_time_that_a_connection_is_opened_it_is_set_and_to_its_own_viewer()
    {
        var server = new NoServer();
        foreach (var tenant in new[] { 7, 8 })
        {
            await using var db = Open(tenant, server);
            for (var time = 0; time < 2; time++) await db.RaiseDataVersionAsync(default);
        }

        string Set(int tenant) => Seven.Replace("7", $"{tenant}", StringComparison.Ordinal);
        Assert.Equal([Set(7), Set(7), Set(8), Set(8)], server.Log.Where((_, i) => i > 0 && server.Log[i - 1] == "open"));
        Assert.Equal(4, server.Log.Count(line => line.Contains("session_context", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_could_not_be_set_is_not_left_open(bool synchronously)
    {
        var server = new NoServer { Fails = text => text.Contains("session_context", StringComparison.Ordinal) };
        await using var db = Open(7, server);

        for (var attempt = 0; attempt < 2; attempt++)
            await Assert.ThrowsAsync<NoServer.RefusedException>(() => Opened[synchronously ? "a read, synchronously" : "a read"](db));

        Assert.Equal(["open", Seven, "close", "open", Seven, "close"], server.Log);
    }

    [Fact]
    public async Task Who_makes_the_tables_is_no_tenant_and_sees_none()
    {
        var server = new NoServer();
        await using var db = Open(0, server);

        await db.Database.ExecuteSqlRawAsync("SELECT 1");

        Assert.Equal(["open", "SELECT 1", "close"], server.Log);
    }

    /// <summary>What is read before there is a viewer stands outside; nothing is written there.</summary>
    [Fact]
    public async Task The_directory_is_set_to_no_tenant_and_takes_nothing()
    {
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere;Database=none", TimeProvider.System);
        await using var directory = database.OpenDirectory();
        var server = new NoServer();
        directory.Database.SetDbConnection(server);

        await directory.Tenants.Select(tenant => tenant.DataVersion).SingleAsync();

        Assert.Equal(3, server.Log.Count);
        Assert.DoesNotContain(server.Log, line => line.Contains("session_context", StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => directory.SaveChanges());
        await Assert.ThrowsAsync<InvalidOperationException>(() => directory.SaveChangesAsync());
    }

    /// <summary>No more than its grammar: the compiler knows no procedures of the server's own.</summary>
    [Fact]
    public void It_is_one_statement() => Assert.IsType<ExecuteStatement>(Assert.Single(ServerMigrations.Parse(TenantOnConnection.Text)));

    static IQueryable<Tenant> Tenants(CspGraphDb db) => db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);

    static EventRecord NewEvent() => new()
    {
        Number = 1,
        Id = Guid.NewGuid(),
        Kind = EventKind.ApiKeyCreated,
        OccurredAt = DateTime.UnixEpoch,
        RecordedAt = DateTime.UnixEpoch,
        SubjectId = "K",
    };

    static SqlServerCspGraphDb Open(int tenant, NoServer server)
    {
        var db = Statements.OpenServer(new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null));
        db.Database.SetDbConnection(server);
        return db;
    }
}
