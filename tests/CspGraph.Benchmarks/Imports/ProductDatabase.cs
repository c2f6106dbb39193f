using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Imports;

/// <summary>A database of the product with one tenant, and the product's own command line on it.</summary>
sealed class ProductDatabase(string folder)
{
    const string Tenant = "contoso";

    public string File { get; } = Path.Combine(folder, "cspgraph.db");

    // Not pooled: an open handle would keep a deleted file's space.
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ConnectionString;

    public async Task CreateAsync(CancellationToken cancellation)
    {
        var database = new Database(DatabaseProvider.Sqlite, ConnectionString, TimeProvider.System);
        await database.MigrateAsync(cancellation);
        await using var db = database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        db.Add(new Tenant
        {
            TenantId = 1,
            Id = database.Ids.Next(),
            Slug = Tenant,
            Name = "Contoso Distribution",
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = Drawn.Partner,
            Country = "DE",
            Region = CspMarkets.RegionOf("DE")!.Value,
        });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The import as an operator runs it: a process of its own, with its own settings of the runtime.</summary>
    public Task<MeasuredProcess> ImportAsync(string kind, string file, CancellationToken cancellation) =>
        MeasuredProcess.RunAsync(new("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "import", kind, file, "--tenant", Tenant])
        {
            WorkingDirectory = folder,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Production", ["ConnectionStrings__CspGraph"] = ConnectionString, [Replica.Arenas.Name] = Replica.Arenas.Value },
        }, cancellation);

    /// <summary>How long the last import took by its own record.</summary>
    public async Task<double> LastImportSecondsAsync() =>
        await ReadAsync("SELECT FinishedAt - StartedAt FROM ImportRuns ORDER BY StartedAt DESC LIMIT 1") / 1000.0;

    public Task<long> CountAsync(string table) => ReadAsync($"SELECT COUNT(*) FROM {table}");

    async Task<long> ReadAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
