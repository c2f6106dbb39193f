using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Imports by bulk copy into a real server, in a database of their own.</summary>
public sealed class SqlServerImportTests
{
    static readonly string? Server = Environment.GetEnvironmentVariable("CSPGRAPH_TEST_SQLSERVER");
    static readonly Viewer Everything = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [SkippableTheory]
    [InlineData(ImportKind.LicenseReconciliation, "license-reconciliation.csv", 5)]
    [InlineData(ImportKind.PriceSheet, "price-sheet.csv", 6)]
    [InlineData(ImportKind.DailyUsage, "daily-usage.csv", 8)]
    [InlineData(ImportKind.Network, "network.json", 8)]
    public async Task Each_sample_is_imported_once(ImportKind kind, string sample, long lines)
    {
        Skip.If(Server is null, "CSPGRAPH_TEST_SQLSERVER does not name a server.");
        var name = $"cspgraph_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE [{name}] COLLATE Latin1_General_100_BIN2_UTF8; ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON");
        try
        {
            var database = new Database(DatabaseProvider.SqlServer, new SqlConnectionStringBuilder(Server) { InitialCatalog = name, Pooling = false }.ConnectionString, TimeProvider.System);
            await database.MigrateAsync(CancellationToken.None);
            await AddTenantAsync(database);

            var first = await ImportAsync(database, kind, sample);
            var second = await ImportAsync(database, kind, sample);

            Assert.Equal((ImportStatus.Succeeded, lines, false), (first.Status, first.Lines, first.AlreadyImported));
            Assert.True(second.AlreadyImported);
        }
        finally
        {
            await RunAsync($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
        }
    }

    static async Task<ImportOutcome> ImportAsync(Database database, ImportKind kind, string sample)
    {
        await using var file = File.OpenRead(Repository.Path($"tests/CspGraph.Api.Tests/Imports/Samples/{sample}"));
        return await FileImport.RunAsync(database, Everything, new(kind, sample), file, progress: null, TimeProvider.System, CancellationToken.None);
    }

    static async Task AddTenantAsync(Database database)
    {
        await using var db = database.Open(Everything);
        db.Add(new Tenant
        {
            TenantId = 1,
            Id = database.Ids.Next(),
            Slug = "contoso",
            Name = "Contoso",
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = Guid.Parse("c0507050-0001-4d15-8a11-000000000001"),
            Country = "PT",
            Region = CspRegion.Europe,
        });
        await db.SaveChangesAsync();
    }

    static async Task RunAsync(string sql)
    {
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync();
        foreach (var statement in sql.Split(';'))
        {
            await using var command = new SqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
