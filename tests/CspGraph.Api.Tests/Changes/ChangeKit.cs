using System.Buffers;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Changes;

/// <summary>Mutations against a database of the smallest network that only one test knows, without a server.</summary>
sealed class ChangeKit : IAsyncDisposable
{
    static readonly GraphEngine<CspGraphDb, Viewer> Engine = ProductSchema.CreateEngine(NullLogger.Instance);

    readonly DirectoryInfo folder;
    readonly FakeTimeProvider clock;
    readonly bool isBeside;
    TestDatabase? data;

    ChangeKit(FakeTimeProvider? clock = null) => (folder, this.clock) = (Directory.CreateTempSubdirectory("cspgraph-changes-"), clock ?? new(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    ChangeKit(DirectoryInfo folder, FakeTimeProvider clock) => (this.folder, this.clock, isBeside) = (folder, clock, true);

    /// <summary>The SQLite file. A test that asks for it is skipped on a server.</summary>
    public string File
    {
        get
        {
            Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
            return Place;
        }
    }

    string Place => Path.Combine(folder.FullName, "cspgraph.db");
    public Database Database { get; private set; } = null!;
    /// <summary>What changes ask for that another system knows.</summary>
    public ServiceCollection Services { get; } = [];
    public FakeTimeProvider Clock => clock;

    public static Caller Admin => Of(new Viewer(1, Role.DistributorAdmin, null));

    public static Caller Of(Viewer viewer, string client = "ann") =>
        new(viewer, new Actor(ActorKind.Person, client, "Ann"), ClientId.Of(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("oid", client)]))));

    public static async Task<ChangeKit> CreateAsync(Action<DbContextOptionsBuilder>? configure = null, FakeTimeProvider? clock = null)
    {
        var kit = new ChangeKit(clock);
        kit.data = await TestNetwork.CreateAsync(kit.Place);
        kit.Database = kit.data.Open(kit.clock, configure);
        return kit;
    }

    /// <summary>On files that a process left behind.</summary>
    public static ChangeKit OnFiles(IReadOnlyDictionary<string, byte[]> files)
    {
        var kit = new ChangeKit();
        foreach (var (suffix, bytes) in files) System.IO.File.WriteAllBytes(kit.File + suffix, bytes);
        kit.Database = new Database(DatabaseProvider.Sqlite, $"Data Source={kit.File};Pooling=False", kit.clock);
        return kit;
    }

    /// <summary>Another replica on the same database, by the same clock.</summary>
    public ChangeKit Beside()
    {
        return new ChangeKit(folder, clock) { data = data, Database = data!.Open(clock) };
    }

    /// <summary>A document as it is before it is run.</summary>
    public static async Task<PreparedOperation> PrepareAsync(string query, object? variables) =>
        await Engine.PrepareAsync(new GraphRequest(query, Variables: variables is null ? null : JsonSerializer.SerializeToElement(variables)), default);

    public async Task<JsonElement> AskAsync(string query, object? variables = null, Caller? caller = null, CancellationToken cancellation = default)
    {
        caller ??= Admin;
        var operation = await PrepareAsync(query, variables);
        Assert.Empty(operation.Errors);
        var answer = new ArrayBufferWriter<byte>();
        if (operation.Kind is OperationKind.Mutation)
        {
            await using var services = Services.BuildServiceProvider();
            await new Api.Host.Changes.Changes(Engine, Database, new AuditTrail(Database, clock), services, clock).AnswerAsync(operation, caller, "test", answer, report: null, cancellation);
        }
        else
        {
            await using var snapshot = await Database.BeginSnapshotAsync(caller.Viewer, default);
            await Engine.ExecuteAsync(operation, new ProductSession(snapshot), answer, default);
        }
        return JsonElement.Parse(answer.WrittenSpan);
    }

    /// <summary>Rows of the tenant, as they are stored.</summary>
    public async Task<List<TRow>> RowsAsync<TRow>(int tenant = 1) where TRow : class
    {
        await using var db = Database.Open(new Viewer(tenant, Role.DistributorAdmin, null));
        return await db.Set<TRow>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().ToListAsync();
    }

    /// <summary>All that a change could touch but the audit log: the same text when nothing was changed.</summary>
    public async Task<string> StateAsync()
    {
        await using var db = Database.Open(new Viewer(1, Role.DistributorAdmin, null));
        var tenant = await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().SingleAsync();
        return JsonSerializer.Serialize(new
        {
            tenant.DataVersion,
            tenant.DataStamp,
            tenant.LastEventNumber,
            Keys = await RowsAsync<ApiKey>(),
            Memberships = await RowsAsync<Membership>(),
            Events = await RowsAsync<Domain.Events.EventRecord>(),
            Records = await RowsAsync<IdempotencyRecord>(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        if (isBeside) return;
        if (data is not null) await data.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
