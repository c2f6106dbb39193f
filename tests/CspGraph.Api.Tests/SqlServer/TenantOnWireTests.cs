using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What SQL Server's real client sends, its pool and its bulk copy included.</summary>
public sealed class TenantOnWireTests
{
    static readonly Viewer Seven = new(7, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly Viewer Eight = new(8, Role.DistributorAdmin, SubtreeRootId: null);

    [Fact]
    public async Task A_bulk_copy_goes_over_a_connection_that_was_set_and_within_its_transaction()
    {
        await using var server = new TdsServer(("TenantId", "int"), ("AncestorId", "uniqueidentifier"), ("DescendantId", "uniqueidentifier"), ("Depth", "int"), ("ValidFrom", "datetime2"), ("ValidTo", "datetime2")).Start();
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, TimeProvider.System);
        await using var db = database.Open(Seven);
        await using (var transaction = await db.BeginWriteAsync(default))
        {
            var row = new ResellerClosure { AncestorId = Guid.NewGuid(), DescendantId = Guid.NewGuid(), Depth = 1, ValidFrom = DateTime.UnixEpoch };
            Assert.Equal(1, await BulkInsert.WriteAsync(db, [row], default));
            Assert.Equal(7, row.TenantId);
            await transaction.CommitAsync();
        }

        Assert.Collection(server.Log,
            line => Assert.Equal(Set(7), line),
            line => Assert.Equal("1: begin", line),
            line => Assert.StartsWith("1: select @@trancount; SET FMTONLY ON select * from [ResellerClosure]", line, StringComparison.Ordinal),
            line => Assert.Matches(@"^1: insert bulk \[ResellerClosure\] .* with \(CHECK_CONSTRAINTS\)$", line),
            line => Assert.Equal("1: rows", line),
            line => Assert.Equal("1: commit", line));
    }

    /// <summary>The server forgets the tenant where it resets the connection, and before anything else is sent there is a new one.</summary>
    [Fact]
    public async Task A_pooled_connection_is_reset_and_set_anew_for_whoever_opens_it_next()
    {
        await using var server = new TdsServer().Start();
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, TimeProvider.System);
        foreach (var viewer in new[] { Seven, Eight, Seven })
        {
            await using var db = database.Open(viewer);
            await db.Database.ExecuteSqlRawAsync("UPDATE Something");
        }
        await using (var directory = database.OpenDirectory()) await directory.Database.ExecuteSqlRawAsync("SELECT Tenants");
        SqlConnection.ClearAllPools();

        Assert.Equal([Set(7), "1: UPDATE Something", Set(8, reset: true), "1: UPDATE Something", Set(7, reset: true), "1: UPDATE Something", "1 reset: SELECT Tenants"], server.Log);
    }

    static string Set(int tenant, bool reset = false) => $"1{(reset ? " reset" : "")}: EXEC sys.sp_set_session_context @key = N'TenantId', @value = {tenant}, @read_only = 1";
}
