using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CspGraph.Api.Tests.Data;

/// <summary>A migrated SQLite file that only one test knows.</summary>
sealed class TempDatabase : IAsyncDisposable
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"cspgraph-{Guid.NewGuid():N}.db");

    TempDatabase(params IInterceptor[] interceptors) => Database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}", TimeProvider.System, options =>
    {
        options.AddInterceptors(interceptors.Where(interceptor => interceptor is not SqlServer.ServerTwin));
        foreach (var twin in interceptors.OfType<SqlServer.ServerTwin>()) twin.Attach(options);
    });

    public Database Database { get; }

    public static async Task<TempDatabase> CreateAsync(params IInterceptor[] interceptors)
    {
        var database = new TempDatabase(interceptors);
        await Template.CopyAsync(database.file);
        return database;
    }

    /// <summary>As an earlier build left it.</summary>
    public static async Task<TempDatabase> CreateAtAsync(string migration)
    {
        var database = new TempDatabase();
        await using var db = database.Open(tenantId: 0);
        await db.GetService<IMigrator>().MigrateAsync(migration);
        return database;
    }

    public CspGraphDb Open(int tenantId) => Database.Open(new Viewer(tenantId, Role.DistributorAdmin, SubtreeRootId: null));

    /// <summary>The first column of a statement's rows.</summary>
    public async Task<string[]> ReadTextsAsync(string sql)
    {
        await using var connection = new SqliteConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return [.. texts];
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        await using (var connection = new SqliteConnection(Database.ConnectionString)) SqliteConnection.ClearPool(connection);
        foreach (var path in new[] { file, file + "-wal", file + "-shm" }) File.Delete(path);
    }
}
