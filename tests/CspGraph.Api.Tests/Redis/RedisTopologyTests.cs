using CspGraph.Api.Tests.Host;
using StackExchange.Redis;

namespace CspGraph.Api.Tests.Redis;

/// <summary>What servers share is shared by a Redis of each kind that stands in production.</summary>
public sealed class RedisTopologyTests
{
    [SkippableTheory(Timeout = 120_000)]
    [InlineData("TLS")]
    [InlineData("sentinel")]
    [InlineData("cluster")]
    public async Task Answers_budgets_and_wakeups_are_shared(string kind)
    {
        await using var redis = await (kind switch { "TLS" => RedisTopology.TlsAsync(isTrusted: true), "sentinel" => RedisTopology.SentinelAsync(), _ => RedisTopology.ClusterAsync() });
        await using var server = await TestServer.StartAsync($"--ConnectionStrings:Redis={redis.ConnectionString}");
        Assert.Equal("Healthy", await ReadyAsync(server));
        await using var other = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await other.GetSubscriber().SubscribeAsync(RedisChannel.Literal("cspgraph:{1}:events"), (_, _) => woken.TrySetResult());

        await PaidAsync(server, other);
        await server.SendAsync(TestServer.Post("graphql", new { query = """mutation { createApiKey(input: { name: "Key", rights: [READ] }) { apiKey { id } } }""" }), await server.TokenAsync());

        await woken.Task;
        // An answer is written behind its client's back.
        while (!other.GetServers().Any(node => node.Keys(pattern: "cspgraph:{1}:answer:*").Any())) await Task.Delay(20);
    }

    [SkippableFact(Timeout = 120_000)]
    public async Task A_certificate_of_an_unknown_issuer_is_refused()
    {
        await using var redis = await RedisTopology.TlsAsync(isTrusted: false);
        await using var server = await TestServer.StartAsync($"--ConnectionStrings:Redis={redis.ConnectionString},connectTimeout=100");

        Assert.Equal("Degraded", await ReadyAsync(server));
    }

    [SkippableFact(Timeout = 120_000)]
    public async Task Who_a_sentinel_names_anew_is_found()
    {
        await using var redis = await RedisTopology.SentinelAsync();
        await using var server = await TestServer.StartAsync($"--ConnectionStrings:Redis={redis.ConnectionString}");

        await redis.FailOverAsync();

        await HealthyAsync(server);
        await using var other = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await PaidAsync(server, other);
    }

    [SkippableFact(Timeout = 120_000)]
    public async Task A_server_whose_sentinel_is_away_starts_and_finds_it_later()
    {
        await using var redis = await RedisTopology.SentinelAsync();
        redis.Blind();
        await using var server = await TestServer.StartAsync($"--ConnectionStrings:Redis={redis.ConnectionString},connectTimeout=100");
        Assert.Equal("Degraded", await ReadyAsync(server));

        await redis.WatchAsync();

        await HealthyAsync(server);
    }

    /// <summary>Asks until that was paid for there: what is told to a server in its last moments is lost or refused, and a call that took too long is followed by a pause.</summary>
    static async Task PaidAsync(TestServer server, ConnectionMultiplexer redis)
    {
        do
        {
            await Task.Delay(20);
            server.Clock.Advance(TimeSpan.FromSeconds(6));
            await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers { totalCount } }" }), await server.TokenAsync());
        }
        while (!await redis.GetDatabase().KeyExistsAsync("cspgraph:{1}:budget"));
    }

    /// <summary>The clock goes on, so that pauses end.</summary>
    static async Task HealthyAsync(TestServer server)
    {
        while (await ReadyAsync(server) is not "Healthy")
        {
            await Task.Delay(20);
            server.Clock.Advance(TimeSpan.FromSeconds(6));
        }
    }

    static async Task<string> ReadyAsync(TestServer server)
    {
        using var ready = await server.Http.GetAsync("health/ready");
        return await ready.Content.ReadAsStringAsync();
    }
}
