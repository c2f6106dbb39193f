using System.Buffers;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Redis;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Caching;

/// <summary>One server's way from a prepared operation to bytes: its own engine, memory and connections, on a database and a Redis that others share.</summary>
sealed class Replica : IAsyncDisposable
{
    public static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly RedisLink redis;
    readonly ResponseCache cache;
    readonly Answers answers;

    Replica(Database database, GraphEngine<CspGraphDb, Viewer> engine, TimeProvider clock, RedisSettings redisSettings, CacheSettings settings)
    {
        Database = database;
        Engine = engine;
        Keys = new ViewerKeys(redisSettings);
        redis = new RedisLink(redisSettings, new FakeTimeProvider(), NullLogger<RedisLink>.Instance);
        cache = new ResponseCache(settings, redis, NullLoggerFactory.Instance);
        answers = new Answers(engine, settings, cache, Keys, Meters.Nobodys(), clock);
    }

    public Database Database { get; }
    public GraphEngine<CspGraphDb, Viewer> Engine { get; }
    public ViewerKeys Keys { get; }

    public static async Task<Replica> StartAsync(
        SharedDatabase shared, TestRedis? redis = null, GraphEngine<CspGraphDb, Viewer>? engine = null, TimeProvider? clock = null, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append($"ConnectionStrings:Redis={redis?.ConnectionString}").Select(setting => setting.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]))).Build();
        var replica = new Replica(
            shared.Open(), engine ?? ProductSchema.CreateEngine(NullLogger.Instance),
            clock ?? TimeProvider.System, RedisSettings.Read(configuration), CacheSettings.Read(configuration));
        await replica.redis.StartAsync(CancellationToken.None);
        return replica;
    }

    /// <summary>The answer to a whole request.</summary>
    public async Task<string> AskAsync(string query, Viewer? viewer = null, object? variables = null, CancellationToken cancellation = default)
    {
        await using var snapshot = await BeginAsync(viewer);
        return await AskAsync(query, snapshot, variables, cancellation);
    }

    /// <summary>The first half of a request: the version of the data is read.</summary>
    public ValueTask<TenantSnapshot> BeginAsync(Viewer? viewer = null) => Database.BeginSnapshotAsync(viewer ?? Admin, CancellationToken.None);

    /// <summary>The second half.</summary>
    public async Task<string> AskAsync(string query, TenantSnapshot snapshot, object? variables = null, CancellationToken cancellation = default)
    {
        var operation = await Engine.PrepareAsync(new GraphRequest(query, Variables: variables is null ? null : JsonSerializer.SerializeToElement(variables)), cancellation);
        Assert.Empty(operation.Errors);
        return Encoding.UTF8.GetString((await answers.AnswerAsync(operation, snapshot, new ArrayBufferWriter<byte>(), report: null, cancellation)).Bytes.Span);
    }

    public async ValueTask DisposeAsync()
    {
        await cache.DisposeAsync();
        await redis.DisposeAsync();
        Database.Dispose();
    }
}
