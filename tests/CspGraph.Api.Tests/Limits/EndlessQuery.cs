using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Limits;

/// <summary>A query with a field whose statement never ends by itself, on SQLite. A test that asks for it is skipped on a server.</summary>
sealed class EndlessQuery : QueryType<CspGraphDb, Viewer>
{
    /// <param name="whenRunning">Called in the middle of the statement.</param>
    /// <param name="whenStopped">Called when the statement has ended after all.</param>
    public EndlessQuery(Action whenRunning, Action? whenStopped = null)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        Connection<Customer>("customers", "All customers.");
        Resolved("endless", async context =>
        {
            var connection = (SqliteConnection)context.Db.Database.GetDbConnection();
            connection.CreateFunction("running", () =>
            {
                whenRunning();
                return 1;
            });
            await using var command = connection.CreateCommand();
            command.CommandText = "WITH RECURSIVE n(i) AS (SELECT running() UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
            try
            {
                return (long)(await command.ExecuteScalarAsync(context.Cancellation))!;
            }
            finally
            {
                whenStopped?.Invoke();
            }
        }, "Never answers.");
    }
}
