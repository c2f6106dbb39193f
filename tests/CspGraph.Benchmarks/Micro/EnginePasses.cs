using System.Buffers;
using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CspGraph.Api.Demo;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Compile;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Benchmarks.Micro;

/// <summary>The compared operations on a small network, pass by pass. In this process: nothing is generated and built elsewhere.</summary>
[MemoryDiagnoser, InProcess, IterationTime(200), MinIterationCount(5), MaxIterationCount(15)]
public class EnginePasses
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly ArrayBufferWriter<byte> nowhere = new();
    readonly GraphEngine<CspGraphDb, Viewer> engine = ProductSchema.CreateEngine(NullLogger.Instance);
    string folder = "";
    Database database = null!;
    GraphRequest request = null!;
    PreparedOperation operation = null!;
    LoadedOperation loaded = null!;
    long documents;

    [Params("Q1", "Q3")]
    public string Operation { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        folder = Directory.CreateTempSubdirectory("cspgraph-benchmark-").FullName;
        database = new Database(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "cspgraph.db") }.ConnectionString, TimeProvider.System);
        await database.MigrateAsync(default);
        await DemoSeed.SeedAsync(database, DemoSize.Small, TimeProvider.System, progress: null, default);
        request = new GraphRequest(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "operations", Operation + ".graphql")), Variables: await VariablesAsync());
        operation = await engine.PrepareAsync(request, default);
        loaded = await Load();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A document that was never seen: parsed, validated, planned.</summary>
    [Benchmark]
    public Task<PreparedOperation> Compile() => engine.PrepareAsync(request with { Query = $"{request.Query}#{documents++.ToString(CultureInfo.InvariantCulture)}" }, default);

    /// <summary>A document that was seen: found, its variables coerced.</summary>
    [Benchmark]
    public Task<PreparedOperation> Prepare() => engine.PrepareAsync(request, default);

    [Benchmark]
    public async Task LoadAsync()
    {
        using var discarded = await Load();
    }

    [Benchmark]
    public void Write()
    {
        GraphEngine<CspGraphDb, Viewer>.Write(operation, loaded, Admin, nowhere, default);
        nowhere.ResetWrittenCount();
    }

    async Task<LoadedOperation> Load()
    {
        await using var snapshot = await database.BeginSnapshotAsync(Admin, default);
        return await engine.LoadAsync(operation, new ProductSession(snapshot), default);
    }

    async Task<JsonElement> VariablesAsync()
    {
        await using var db = database.Open(Admin);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return JsonSerializer.SerializeToElement(new
        {
            id = new NodeId('R', db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).First(reseller => reseller.ParentId != null).Id).ToString(),
            from = today.ToString("o", CultureInfo.InvariantCulture),
            to = today.AddDays(30).ToString("o", CultureInfo.InvariantCulture),
        });
    }
}
