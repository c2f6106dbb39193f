using System.Net;
using System.Net.Sockets;
using Garnet;
using StackExchange.Redis;

namespace CspGraph.Api.Tests.Redis;

/// <summary>Which Redis a test runs on.</summary>
public enum RedisKind
{
    /// <summary>Within the test's process.</summary>
    Garnet,
    /// <summary>A redis-server of its own, where one is installed.</summary>
    Server,
}

/// <summary>A Redis that only one test knows. It can go away and come back under the same address.</summary>
sealed class TestRedis : IAsyncDisposable
{
    readonly RedisKind kind;
    readonly int port;
    IDisposable? running;

    TestRedis(RedisKind kind, int port) => (this.kind, this.port) = (kind, port);

    public string ConnectionString => $"127.0.0.1:{port}";

    /// <summary>The setting by which a server of the product uses it. Its clock stands still: it starts when it is connected, or the time for that is up.</summary>
    public string Setting => $"--ConnectionStrings:Redis={ConnectionString}{(running is null ? ",connectTimeout=100" : "")}";

    public static async Task<TestRedis> StartAsync(RedisKind kind = RedisKind.Garnet)
    {
        var redis = Away(kind);
        await redis.RunAsync();
        return redis;
    }

    /// <summary>An address where nobody answers yet.</summary>
    public static TestRedis Away(RedisKind kind = RedisKind.Garnet)
    {
        Skip.If(kind is RedisKind.Server && RedisServerProcess.Find() is null, "There is no redis-server on the PATH.");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new TestRedis(kind, ((IPEndPoint)free.LocalEndpoint).Port);
    }

    public async Task RunAsync()
    {
        if (kind is RedisKind.Server)
        {
            running = await RedisServerProcess.StartAsync(port);
            return;
        }
        var garnet = new GarnetServer(["--bind", "127.0.0.1", "--port", $"{port}", "--lua", "--lua-transaction-mode", "--memory", "16m", "--page", "1m", "--index", "1m", "-q"]);
        garnet.Start();
        running = garnet;
    }

    /// <summary>At once, with all it knew.</summary>
    public void Stop() => Interlocked.Exchange(ref running, null)?.Dispose();

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true");

    /// <summary>Ends when it keeps so many keys: answers are written behind their clients' backs.</summary>
    public async Task WhenKeysAsync(int count)
    {
        await using var connection = await ConnectAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (connection.GetServers().Single().Keys().Count() < count) patience.Token.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }
}
