using System.Diagnostics;
using CspGraph.Api.Demo;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Events;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Soak;

/// <summary>What is done to it.</summary>
/// <param name="Seconds">For how long.</param>
/// <param name="Seed">By which it is chosen what is asked, and what is broken when.</param>
sealed record SoakPlan(int Seconds, int Seed);

/// <summary>
/// Two API processes on one database and a Redis, under reads, changes, imports and followers, while processes are killed, Redis is, the database is locked and full, and clocks jump.
/// Every answer is held against what must be, and in the end the database and what followers had against what was acknowledged.
/// </summary>
sealed class SoakRun : IAsyncDisposable
{
    const int Clients = 12;
    const int LeastSecondsToJudgeMemory = 180;

    static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);

    readonly SoakPlan plan;
    readonly TextWriter output;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-soak-");
    readonly string file;
    readonly Dictionary<string, string> settings;
    readonly List<Replica> replicas = [];
    readonly RedisProcess redis = new();
    readonly List<ChaosClient> clients = [];
    readonly Tally tally = new();
    readonly Faults faults;
    readonly SoakClient client;

    public SoakRun(SoakPlan plan, TextWriter output)
    {
        (this.plan, this.output, file) = (plan, output, Path.Combine(folder.FullName, "cspgraph.db"));
        settings = new()
        {
            ["ConnectionStrings__Redis"] = $"127.0.0.1:{redis.Port}",
            ["Redis__KeyPrefix"] = $"soak-{plan.Seed}:",
            ["GraphQL__Budget__ClientCapacity"] = "0",
            ["GraphQL__Budget__TenantCapacity"] = "0",
            // When a clock jumps all clients show tokens that do not hold, from one address.
            ["Authentication__Failures__Capacity"] = "0",
            // An import whose client has gone may still be running when it is sent again.
            ["Imports__MaxConcurrent"] = "20",
            // As many answers as are kept are kept soon: what grows then is something else.
            ["GraphQL__Cache__MemoryBytes"] = $"{4 << 20}",
            ["Jobs__Enabled"] = "true",
            ["Jobs__IntervalSeconds"] = "5",
            ["Webhooks__Enabled"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
        };
        foreach (var _ in new[] { 1, 2 }) replicas.Add(new(folder.FullName, file, settings));
        faults = new(replicas, redis, settings, file, new Random(plan.Seed));
        client = new(replicas, faults, tally);
        foreach (var replica in replicas) replica.Said += Hear;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!RedisProcess.IsInstalled) throw new BenchmarkFailedException("redis-server is not installed.");
        using var database = new Database(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System);
        await database.MigrateAsync(cancellation);
        await DemoSeed.SeedAsync(database, DemoSize.Small, TimeProvider.System, progress: null, cancellation);
        var network = await SoakNetwork.ReadAsync(database, cancellation);
        await redis.StartAsync(cancellation);
        foreach (var replica in replicas) await replica.StartAsync(cancellation);
        var writers = new SoakWriters(network, client, plan.Seed);
        var readers = new SoakReaders(network, writers, client, tally, plan.Seed);
        await writers.MoveAsync(new Random(plan.Seed));
        await readers.BeginAsync();
        Follow(network, cancellation);

        var memory = replicas.Select(replica => new MemoryWatch(replica)).ToList();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var working = memory.Select(process => process.WatchAsync(ending.Token)).Concat(writers.Start(ending.Token)).Concat(readers.Start(ending.Token)).ToList();
        try
        {
            await faults.MakeAsync(TimeSpan.FromSeconds(plan.Seconds), cancellation);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(working);
        }
        var took = watch.Elapsed;
        await new SoakVerdict(database, network, writers, client, tally).JudgeAsync(cancellation);
        await JudgeClientsAsync(await ToldEvents.ReadAsync(database, SoakNetwork.Admin, cancellation), cancellation);
        await TellAsync(took, memory);
    }

    /// <summary>The whole tenant over both transports, and two resellers that nobody moves.</summary>
    void Follow(SoakNetwork network, CancellationToken cancellation)
    {
        Guid?[] roots = [null, .. network.Quiet.Select(root => (Guid?)root)];
        for (var i = 0; i < Clients; i++)
        {
            var root = roots[i / 2 % roots.Length];
            // A new token each time, so that it is one of the replica's clock.
            clients.Add(new(i % 2 == 0, root, (replica, token) => replica.TokenAsync(root is null ? "DISTRIBUTOR_ADMIN" : "RESELLER_ADMIN", root is { } id ? SoakNetwork.IdOf(id) : null, token),
                replicas, new Random(plan.Seed * 1_000 + i), error => error.Contains("AUTH_NOT_AUTHENTICATED", StringComparison.Ordinal) && faults.Allow("AUTH_NOT_AUTHENTICATED", Stopwatch.GetTimestamp())));
        }
        foreach (var follower in clients) follower.Start(cancellation);
    }

    /// <summary>Whatever is logged as an error, or with an exception, has failed; but for what a fault that is made just then is to be told by.</summary>
    void Hear(string line)
    {
        if (LogLine.IsFailure(line) && !faults.AllowsLine(line)) tally.Wrong("Logged", line);
    }

    async Task JudgeClientsAsync(ToldEvents told, CancellationToken cancellation)
    {
        if (told.HasGaps) tally.Wrong("The log has gaps", $"{told.Count} events");
        foreach (var follower in clients)
        {
            var expected = told.Under(follower.Root);
            await follower.ReachAsync(expected.Count, CatchUp);
            if (follower.Difference(expected) is { } difference) tally.Wrong($"Follower ({follower})", difference);
        }
        await output.WriteLineAsync($"{told.Count:N0} events; {clients.Count} followers connected {clients.Sum(follower => follower.Connections):N0} times and took {clients.Sum(follower => follower.Count):N0}.");
    }

    async Task TellAsync(TimeSpan took, IReadOnlyList<MemoryWatch> memory)
    {
        await output.WriteLineAsync($"seed {plan.Seed}, {took.TotalSeconds:0} s: {faults.Told}.");
        await tally.WriteAsync(output);
        foreach (var (series, i) in memory.Select((process, i) => (process.Series, i)))
        {
            if (series is not { } known)
            {
                await output.WriteLineAsync($"process {i + 1}: started again too late for its memory to be judged.");
                continue;
            }
            await output.WriteLineAsync($"process {i + 1}: keeps {known.First / 1e6:0} MB in the first third behind its warm-up, {known.Last / 1e6:0} in the last; {known.Most / 1e6:0} at most between collections.");
            if (!MemoryWatch.IsFlat(known)) tally.Wrong("Memory grows", $"process {i + 1}");
        }
        if (plan.Seconds >= LeastSecondsToJudgeMemory && memory.All(process => process.Series is null)) tally.Wrong("Memory was not judged", "every process was started again too late");
        if (!tally.IsClean) throw new BenchmarkFailedException(tally.Failure);
        await output.WriteLineAsync("No wrong answer, no acknowledged change lost, none made twice; every follower has exactly the events of its scope, in order, each once.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var follower in clients) await follower.DisposeAsync();
        foreach (var replica in replicas) await replica.DisposeAsync();
        await redis.DisposeAsync();
        client.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
