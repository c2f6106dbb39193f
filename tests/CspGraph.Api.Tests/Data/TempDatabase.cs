using System.Data.Common;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CspGraph.Api.Tests.Data;

/// <summary>A <see cref="TestDatabase"/> without rows, opened.</summary>
sealed class TempDatabase : IAsyncDisposable
{
    readonly TestDatabase data;

    TempDatabase(TestDatabase data, params IInterceptor[] interceptors)
    {
        this.data = data;
        Database = data.Open(TimeProvider.System, options =>
        {
            options.AddInterceptors(interceptors.Where(interceptor => interceptor is not SqlServer.ServerTwin));
            foreach (var twin in interceptors.OfType<SqlServer.ServerTwin>()) twin.Attach(options);
        });
    }

    public Database Database { get; }

    static string NewFile => Path.Combine(Path.GetTempPath(), $"cspgraph-{Guid.NewGuid():N}.db");

    public static async Task<TempDatabase> CreateAsync(params IInterceptor[] interceptors) => new(await TestDatabase.CreateAsync(NewFile), interceptors);

    /// <summary>As an earlier build left it.</summary>
    public static async Task<TempDatabase> CreateAtAsync(string migration)
    {
        var database = new TempDatabase(TestDatabase.OfNewFile(NewFile));
        await using var db = database.Open(tenantId: 0);
        await db.GetService<IMigrator>().MigrateAsync(migration);
        return database;
    }

    public CspGraphDb Open(int tenantId) => Database.Open(new Viewer(tenantId, Role.DistributorAdmin, SubtreeRootId: null));

    /// <summary>The first column of the rows of a statement that SQLite understands. A test that asks for it is skipped on a server.</summary>
    public async Task<string[]> ReadTextsAsync(string sql)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        return [.. await ReadAsync(tenantId: 0, sql, row => row.GetString(0))];
    }

    /// <summary>Rows of a tenant by a statement that both providers understand, past the filters.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(int tenantId, string sql, Func<DbDataReader, T> read)
    {
        await using var db = Open(tenantId);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A tenant's rows of a table, each as a text of its columns as the driver gives them, in an order that both have.</summary>
    public async Task<string[]> StoredAsync(int tenantId, string table) =>
        [.. (await ReadAsync(tenantId, $"SELECT * FROM {table} WHERE TenantId = {tenantId}", row => $"{table}: " + string.Join('|', Enumerable.Range(0, row.FieldCount).OrderBy(row.GetName, StringComparer.Ordinal).Select(i => $"{row.GetValue(i).GetType().Name} {Cell.Text(row.GetValue(i))}")))).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        await data.DisposeAsync();
    }
}
