using System.Buffers;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using GraphQL.Types;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A database of two tenants, the engine on it, and the oracle beside it.</summary>
sealed class Arena : IAsyncDisposable
{
    readonly TestDatabase data;
    readonly Database database;
    // Generated documents nest pages without thinking of their cost; the network is small.
    readonly GraphEngine<CspGraphDb, Viewer> engine = ProductSchema.CreateEngine(NullLogger.Instance, ProductSchema.Options with { MaxCost = int.MaxValue }, ServerSettings.DefaultRequestBytes,
        clock: new FakeTimeProvider(new DateTimeOffset(OracleRenewal.Today, new TimeOnly(13, 30), TimeSpan.Zero)));
    readonly OracleSchema oracle;
    readonly Dictionary<Viewer, Sight> sights = [];

    Arena(TestDatabase data)
    {
        this.data = data;
        database = data.Open(TimeProvider.System);
        oracle = new OracleSchema(engine.Sdl);
    }

    public ISchema Schema => oracle.Types;

    public Database Database => database;

    public GraphEngine<CspGraphDb, Viewer> Engine => engine;

    public AllRows Rows { get; private set; } = null!;

    /// <summary>Every kind of viewer: both whole tenants, and every reseller of both.</summary>
    public IReadOnlyList<Viewer> Viewers { get; private set; } = [];

    public static async Task<Arena> CreateAsync(ulong seed)
    {
        var arena = new Arena(await TestDatabase.CreateAsync(Path.Combine(Path.GetTempPath(), $"cspgraph-oracle-{Guid.NewGuid():N}.db")));
        foreach (var tenant in new[] { 1, 2 })
        {
            await using var db = arena.database.Open(new Viewer(tenant, Role.DistributorAdmin, null));
            foreach (var rows in new Network(tenant, new Dice((uint)tenant, seed)).Rows())
            {
                db.AddRange(rows);
                await db.SaveChangesAsync();
            }
        }
        await arena.ReadRowsAsync();
        arena.Viewers =
        [
            new Viewer(1, Role.DistributorAdmin, null), new Viewer(1, Role.DistributorAnalyst, null), new Viewer(2, Role.Integration, null),
            .. arena.Rows.Of<Reseller>().Select(reseller => new Viewer(reseller.TenantId, reseller.Depth == 0 ? Role.ResellerAdmin : Role.ResellerAnalyst, reseller.Id) { RootDepth = reseller.Depth }),
        ];
        return arena;
    }

    /// <summary>What the oracle lets a viewer see.</summary>
    public Sight SightOf(Viewer viewer)
    {
        if (!sights.TryGetValue(viewer, out var sight)) sights.Add(viewer, sight = new Sight(Rows, viewer));
        return sight;
    }

    /// <summary>Changes a tenant's rows, and lets the oracle see it. Viewers stay those of the beginning.</summary>
    public async Task ChangeAsync(int tenantId, Action<CspGraphDb> change)
    {
        await using (var db = database.Open(new Viewer(tenantId, Role.DistributorAdmin, null)))
        {
            change(db);
            await db.SaveChangesAsync();
        }
        await ReadRowsAsync();
        sights.Clear();
    }

    /// <summary>How the engine and the oracle differ on a document; null when they agree.</summary>
    public async Task<string?> DifferenceAsync(Document document, Viewer viewer)
    {
        var cursors = new Dictionary<Literal.Cursor, (string Engine, string Oracle)?>();
        foreach (var field in document.Selections().Where(selection => selection.Connection is not null))
        {
            if (CursorQuery.CursorsOf(field).ToList() is not { Count: > 0 } wanted) continue;
            var comparison = new Comparison();
            var query = new CursorQuery(Schema).For(field);
            if (await DifferenceAsync(query, query, viewer, comparison) is { } difference) return "While a cursor was fetched: " + difference;
            foreach (var cursor in wanted) cursors[cursor] = comparison.Cursors.Count == 0 ? null : comparison.Cursors[cursor.Pick % comparison.Cursors.Count];
        }
        return await DifferenceAsync(document.Print(cursor => cursors.GetValueOrDefault(cursor)?.Engine), document.Print(cursor => cursors.GetValueOrDefault(cursor)?.Oracle), viewer, new Comparison());
    }

    public async Task<string?> DifferenceAsync(
        (string Text, JsonElement Variables) forEngine, (string Text, JsonElement Variables) forOracle, Viewer viewer, Comparison comparison, string? operation = null)
    {
        var theirs = await OracleAsync(forOracle, viewer, operation);
        var refused = CodesOf(theirs);
        if (refused.Exists(error => error.Code != "AUTH_NOT_AUTHORIZED")) throw new InvalidOperationException($"The oracle refuses: {theirs.GetRawText()}\n{forOracle.Text}\n{forOracle.Variables.GetRawText()}");
        var ours = await EngineAsync(forEngine, viewer, operation);
        if (!CodesOf(ours).SequenceEqual(refused)) return $"errors: {string.Join(", ", CodesOf(ours))} instead of {string.Join(", ", refused)}";
        return comparison.Difference(ours.GetProperty("data"), theirs.GetProperty("data"));
    }

    /// <summary>Which fields are refused, and by which code.</summary>
    static List<(string Path, string Code)> CodesOf(JsonElement response) => !response.TryGetProperty("errors", out var errors) ? [] :
        [.. errors.EnumerateArray().Select(error => (error.TryGetProperty("path", out var path) ? path.GetRawText() : "", error.TryGetProperty("extensions", out var extensions) ? extensions.GetProperty("code").GetString()! : "")).Order()];

    public Task<JsonElement> OracleAsync((string Text, JsonElement Variables) request, Viewer viewer, string? operation = null) =>
        oracle.ExecuteAsync(request.Text, operation, request.Variables, SightOf(viewer));

    public async Task<JsonElement> EngineAsync((string Text, JsonElement Variables) request, Viewer viewer, string? operation = null)
    {
        var prepared = await engine.PrepareAsync(new GraphRequest(request.Text, operation, request.Variables), default);
        var output = new ArrayBufferWriter<byte>();
        if (prepared.Errors.Count > 0) ErrorResponse.Write(prepared.Errors, output);
        else
        {
            await using var snapshot = await database.BeginSnapshotAsync(viewer, default);
            await engine.ExecuteAsync(prepared, new ProductSession(snapshot), output, default);
        }
        return JsonElement.Parse(output.WrittenSpan);
    }

    async Task ReadRowsAsync()
    {
        await using var first = database.Open(new Viewer(1, Role.DistributorAdmin, null));
        await using var second = database.Open(new Viewer(2, Role.DistributorAdmin, null));
        Rows = await AllRows.ReadAsync([first, second], Rows);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await data.DisposeAsync();
    }
}
