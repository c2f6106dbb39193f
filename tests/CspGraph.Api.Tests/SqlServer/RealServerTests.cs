using System.Data;
using System.Reflection;
using CspGraph.Api.Demo;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Migrations.SqlServer;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>SQL Server refuses another tenant's rows to the server's own login, whatever is sent.</summary>
public sealed class RealServerTests(RealServerTests.Demo demo) : IClassFixture<RealServerTests.Demo>
{
    const int BlockedByPolicy = 33504, KeyIsReadOnly = 15664, AuditLogIsKept = 51000;

    static readonly Viewer One = new(1, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly Viewer Two = new(2, Role.DistributorAdmin, SubtreeRootId: null);

    RealServer Server => demo.Server!;

    [SkippableFact]
    public async Task What_is_read_without_any_filter_is_the_viewers_own()
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        var (own, all) = (0, 0);
        for (var turn = 0; turn < 2; turn++)
            foreach (var viewer in new[] { One, Two })
            {
                await using var db = Server.Runtime.Open(viewer);
                foreach (var table in Guarded(db))
                {
                    Assert.Equal(0, await ReadAsync(db, $"SELECT COUNT(*) AS [Value] FROM [{table}] WHERE [TenantId] <> {viewer.TenantId}"));
                    own += await ReadAsync(db, $"SELECT COUNT(*) AS [Value] FROM [{table}]");
                }
            }
        await using (var db = Server.Runtime.Open(One))
            foreach (var table in Guarded(db)) all += (int)(await RealServer.RunAsync(Server.Runtime.ConnectionString, $"SELECT COUNT(*) FROM [{table}]"))!;
        Assert.True(own > 1_000);
        // A connection that is set to no tenant.
        Assert.Equal(0, all);
    }

    [SkippableTheory]
    [InlineData("INSERT INTO [Products] ([TenantId], [Id], [ProductId], [Name], [NameFolded], [Family]) VALUES (2, NEWID(), 'X', 'X', 'X', 'Other')", BlockedByPolicy)]
    [InlineData("INSERT INTO [IdempotencyRecords] ([TenantId], [Client], [Key], [InputHash], [SelectionHash], [Payload], [Result], [CreatedAt]) VALUES (2, '', '', '', '', '', '', SYSUTCDATETIME())", BlockedByPolicy)]
    [InlineData("INSERT INTO [IdempotencyRecords] ([TenantId], [Client], [Key], [InputHash], [SelectionHash], [Payload], [Result], [CreatedAt]) VALUES (1, '', '', '', '', '', '', SYSUTCDATETIME()); UPDATE [IdempotencyRecords] SET [TenantId] = 2", BlockedByPolicy)]
    [InlineData("UPDATE [Tenants] SET [Name] = 'Theirs' WHERE [TenantId] = 2", BlockedByPolicy)]
    [InlineData("INSERT INTO [Memberships] ([TenantId], [Id], [EntraTenantId], [PrincipalKind], [PrincipalId], [Name], [Role], [CreatedAt], [Version]) VALUES (2, NEWID(), NEWID(), 'ObjectId', 'x', 'x', 'DistributorAdmin', SYSUTCDATETIME(), 1)", BlockedByPolicy)]
    [InlineData("UPDATE [Memberships] SET [Role] = 'DistributorAdmin' WHERE [TenantId] = 2", BlockedByPolicy)]
    [InlineData("DELETE FROM [Memberships] WHERE [TenantId] = 2", BlockedByPolicy)]
    [InlineData("EXEC sys.sp_set_session_context @key = N'TenantId', @value = 2", KeyIsReadOnly)]
    public async Task A_write_into_another_tenant_is_refused(string sql, int error)
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        await using var db = Server.Runtime.Open(One);
        Assert.Equal(error, (await Assert.ThrowsAsync<SqlException>(() => db.Database.ExecuteSqlRawAsync(sql))).Number);
    }

    [SkippableTheory]
    [InlineData("UPDATE [Products] SET [Name] = 'Theirs' WHERE [TenantId] = 2")]
    [InlineData("DELETE FROM [Subscriptions] WHERE [TenantId] = 2")]
    public async Task What_is_not_seen_is_not_changed(string sql)
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        await using var db = Server.Runtime.Open(One);
        Assert.Equal(0, await db.Database.ExecuteSqlRawAsync(sql));
    }

    [SkippableFact]
    public async Task A_bulk_copy_of_another_tenants_row_is_refused()
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        Guid theirs;
        await using (var two = Server.Runtime.Open(Two)) theirs = await two.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(reseller => reseller.Id).FirstAsync();
        await using var db = Server.Runtime.Open(One);
        await using var transaction = await db.BeginWriteAsync(default);
        var inner = (SqlTransaction)transaction.GetDbTransaction();
        // As the product copies: otherwise the login would need a right that it has not.
        using var copy = new SqlBulkCopy(inner.Connection, SqlBulkCopyOptions.CheckConstraints, inner) { DestinationTableName = "ResellerPlacements" };
        var rows = new DataTable { Columns = { { "TenantId", typeof(int) }, { "ResellerId", typeof(Guid) }, { "StatedAt", typeof(DateTime) } } };
        rows.Rows.Add(2, theirs, DateTime.UnixEpoch);
        foreach (DataColumn column in rows.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);

        Assert.Equal(BlockedByPolicy, (await Assert.ThrowsAsync<SqlException>(() => copy.WriteToServerAsync(rows))).Number);
    }

    [SkippableFact]
    public async Task A_connection_that_is_set_to_no_tenant_writes_nothing()
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        var refused = await Assert.ThrowsAsync<SqlException>(() => RealServer.RunAsync(Server.Runtime.ConnectionString,
            "INSERT INTO [Products] ([TenantId], [Id], [ProductId], [Name], [NameFolded], [Family]) VALUES (1, NEWID(), 'X', 'X', 'X', 'Other')"));
        Assert.Equal(BlockedByPolicy, refused.Number);
    }

    [SkippableTheory]
    [InlineData("ALTER SECURITY POLICY [Security].[TenantPolicy] WITH (STATE = OFF)")]
    [InlineData("DROP SECURITY POLICY [Security].[TenantPolicy]")]
    [InlineData("DROP FUNCTION [Security].[OwnTenant]")]
    [InlineData("ALTER TABLE [AuditEntries] DISABLE TRIGGER ALL")]
    [InlineData("TRUNCATE TABLE [StagedPages]")]
    [InlineData("UPDATE [AuditEntries] SET [Code] = NULL")]
    [InlineData("DELETE FROM [AuditEntries]")]
    [InlineData("DELETE FROM [__EFMigrationsHistory]")]
    [InlineData("ALTER ROLE [db_owner] ADD MEMBER [cspgraph_runtime]")]
    public async Task The_servers_login_cannot_take_its_bounds_away(string sql)
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        await using var db = Server.Runtime.Open(One);
        await Assert.ThrowsAsync<SqlException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Null(await ServerCheck.FaultAsync(Server.Runtime, default));
    }

    [SkippableFact]
    public async Task The_owner_is_bound_too_and_is_not_to_serve()
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        await using var db = Server.Owner.Open(One);
        Assert.Equal(0, await ReadAsync(db, "SELECT COUNT(*) AS [Value] FROM [Products] WHERE [TenantId] = 2"));
        Assert.Equal(0, await RealServer.RunAsync(Server.Owner.ConnectionString, "SELECT COUNT(*) FROM [Products]"));
        foreach (var sql in new[] { "UPDATE [AuditEntries] SET [Code] = NULL", "DELETE FROM [AuditEntries]" })
            Assert.Equal(AuditLogIsKept, (await Assert.ThrowsAsync<SqlException>(() => db.Database.ExecuteSqlRawAsync(sql))).Number);
        Assert.StartsWith("The database login could change the policy", await ServerCheck.FaultAsync(Server.Owner, default), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("UPDATE [Products] SET [Publisher] = 'Everybody''s'", true)]
    [InlineData("UPDATE [Products] SET [Publisher] = CAST(1 / 0 AS varchar(10))", false)]
    public async Task A_migration_changes_all_tenants_rows_and_leaves_the_policy_on(string sql, bool succeeds)
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        var migration = new MigrationBuilder(ServerMigrations.ProviderName);
        migration.SqlOfAllTenants(sql);
        await using (var db = Server.Owner.OpenForNobody())
        {
            var failure = await Record.ExceptionAsync(() => db.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(
                db.GetService<IMigrationsSqlGenerator>().Generate(migration.Operations), db.GetService<IRelationalConnection>()));
            Assert.Equal(succeeds, failure is null);
        }
        foreach (var viewer in new[] { One, Two })
        {
            await using var db = Server.Runtime.Open(viewer);
            Assert.Equal(succeeds, await ReadAsync(db, "SELECT COUNT(*) AS [Value] FROM [Products] WHERE [Publisher] = 'Everybody''s'") > 0);
        }
        Assert.Null(await ServerCheck.FaultAsync(Server.Runtime, default));
    }

    /// <summary>So that a refusal is none of a mistake in these tests. It needs no server.</summary>
    [Fact]
    public void What_is_to_be_refused_is_well_written()
    {
        using var model = new ServerModel();
        var statements = typeof(RealServerTests).GetMethods().SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>()).Select(data => (string)data.GetData(null!).Single()[0])
            // The compiler knows nothing of the server's own procedures and roles.
            .Where(sql => !sql.StartsWith("EXEC sys.", StringComparison.Ordinal) && !sql.StartsWith("ALTER ROLE", StringComparison.Ordinal)).ToList();
        foreach (var sql in statements) model.Add(new Recorded("refused", sql, []));
        Assert.Empty(model.Validate());
        Assert.True(statements.Count > 10);
    }

    static IEnumerable<string> Guarded(CspGraphDb db) =>
        db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Where(table => table is not ("Tenants" or "Memberships" or "ApiKeys"));

    static Task<int> ReadAsync(CspGraphDb db, string sql) => db.Database.SqlQueryRaw<int>(sql).SingleAsync();

    /// <summary>The demo tenants, written by the server's login, and somebody who is let into the second.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        internal RealServer? Server { get; private set; }

        public async Task InitializeAsync()
        {
            if (RealServer.IsMissing) return;
            Server = await RealServer.CreateAsync();
            await DemoSeed.SeedAsync(Server.Runtime, DemoSize.Small, TimeProvider.System, progress: null, default);
            await using var db = Server.Runtime.Open(Two);
            db.Add(new Membership
            {
                Id = Guid.NewGuid(),
                EntraTenantId = Guid.NewGuid(),
                PrincipalKind = PrincipalKind.ObjectId,
                PrincipalId = $"{Guid.NewGuid()}",
                Name = "Somebody",
                Role = Role.DistributorAnalyst,
                CreatedAt = DateTime.UnixEpoch,
            });
            await db.SaveChangesAsync();
        }

        public async Task DisposeAsync()
        {
            if (Server is not null) await Server.DisposeAsync();
        }
    }
}
