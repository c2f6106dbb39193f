using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

/// <summary>A snapshot is one state, whichever way it is read, and its connection is as new when it comes back.</summary>
public sealed class TenantSnapshotTests
{
    const string Names = "SELECT \"Name\" FROM \"Tenants\" WHERE \"TenantId\" = @tenant";
    static readonly Viewer Seven = new(7, Role.DistributorAdmin, SubtreeRootId: null);

    [Fact]
    public async Task What_is_committed_behind_its_beginning_is_not_seen_by_statements_or_by_the_context()
    {
        await using var database = await OneTenantAsync();
        await using (var snapshot = await database.Database.BeginSnapshotAsync(Seven, default))
        {
            await RenameAsync(database, "Later");
            Assert.Equal("Tenant 7", await NameAsync(snapshot));
            Assert.Equal("Tenant 7", await snapshot.Db.Tenants.IgnoreQueryFilters(["Subtree"]).Select(tenant => tenant.Name).SingleAsync());
        }
        await using var next = await database.Database.BeginSnapshotAsync(Seven, default);
        Assert.Equal("Later", await NameAsync(next));
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_has_none_and_the_next_one_has()
    {
        await using var database = await OneTenantAsync();
        for (var i = 0; i < 40; i++)
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await database.Database.BeginSnapshotAsync(new Viewer(8, Seven.Role, Seven.SubtreeRootId), default));
        await using var snapshot = await database.Database.BeginSnapshotAsync(Seven, default);
        Assert.Equal("Tenant 7", await NameAsync(snapshot));
    }

    [SkippableFact]
    public async Task Nothing_is_written_through_it()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var database = await OneTenantAsync();
        await using var snapshot = await database.Database.BeginSnapshotAsync(Seven, default);
        using var update = snapshot.Run("UPDATE \"Tenants\" SET \"Name\" = 'Other'", [], []);
        Assert.Throws<SqliteException>(() => update.Read());
        await Assert.ThrowsAnyAsync<Exception>(() => snapshot.Db.Tenants.IgnoreQueryFilters(["Subtree"]).ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.Name, "Other")));
        Assert.Equal("Tenant 7", await NameAsync(snapshot));
    }

    [SkippableFact]
    public async Task A_statement_that_was_interrupted_leaves_the_next_snapshot_whole()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var database = await OneTenantAsync();
        await using (var snapshot = await database.Database.BeginSnapshotAsync(Seven, default))
        {
            using var endless = snapshot.Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n", [], []);
            var running = Task.Run(() => endless.Read());
            while (!running.IsCompleted) snapshot.Interrupt();
            await Assert.ThrowsAsync<SqliteException>(() => running);
        }
        await RenameAsync(database, "Later");
        await using var next = await database.Database.BeginSnapshotAsync(Seven, default);
        Assert.Equal("Later", await NameAsync(next));
    }

    [Fact]
    public async Task As_many_as_are_asked_for_at_once_each_have_a_state_of_their_own()
    {
        await using var database = await OneTenantAsync();
        var snapshots = new List<TenantSnapshot>();
        for (var i = 0; i < 40; i++)
        {
            await RenameAsync(database, $"Name {i}");
            snapshots.Add(await database.Database.BeginSnapshotAsync(Seven, default));
        }
        for (var i = 0; i < 40; i++) Assert.Equal($"Name {i}", await NameAsync(snapshots[i]));
        foreach (var snapshot in snapshots) await snapshot.DisposeAsync();
    }

    static async Task<string> NameAsync(TenantSnapshot snapshot)
    {
        if (!snapshot.IsEmbedded) return await snapshot.Db.Tenants.IgnoreQueryFilters(["Subtree"]).Select(tenant => tenant.Name).SingleAsync();
        using var row = snapshot.Run(Names, TenantName, [snapshot.Viewer.TenantId]);
        Assert.True(row.Read());
        return row.GetString(0);
    }

    static readonly string[] TenantName = ["@tenant"];

    static async Task<TempDatabase> OneTenantAsync()
    {
        var database = await TempDatabase.CreateAsync();
        await using var db = database.Open(tenantId: 7);
        db.AddRange(new Sample(db.Model, 7, 1, 1).Rows<Tenant>());
        await db.SaveChangesAsync();
        await RenameAsync(database, "Tenant 7");
        return database;
    }

    static async Task RenameAsync(TempDatabase database, string name)
    {
        await using var db = database.Open(tenantId: 7);
        await db.Tenants.IgnoreQueryFilters(["Subtree"]).ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.Name, name));
    }
}
