using System.Diagnostics;
using System.Text.Json;
using CspGraph.Api.Demo;
using CspGraph.Api.Resellers;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Events;

/// <summary>What is done to it.</summary>
/// <param name="Events">How many events are written.</param>
/// <param name="Clients">How many follow.</param>
/// <param name="Seconds">For how long they are written, and for how long things are killed.</param>
/// <param name="Seed">By which it is chosen what is killed when.</param>
sealed record ChaosPlan(int Events, int Clients, int Seconds, int Seed);

/// <summary>
/// Two API processes on one database, a Redis, and clients over both transports in five scopes; while events are written, processes are killed
/// and started again, Redis too, and sockets are cut. In the end every client must have had exactly the events of its scope, in order, each once.
/// </summary>
sealed class Chaos(ChaosPlan plan, TextWriter output) : IAsyncDisposable
{
    const int Scopes = 5;
    const int WriterTasks = 4;

    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-chaos-");
    readonly Random random = new(plan.Seed);
    readonly List<Replica> replicas = [];
    readonly RedisProcess redis = new();
    readonly List<ChaosClient> clients = [];
    readonly List<string> tokens = [];
    readonly Dictionary<string, int> done = [];
    int acknowledged;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!RedisProcess.IsInstalled) throw new BenchmarkFailedException("redis-server is not installed.");
        var file = Path.Combine(folder.FullName, "cspgraph.db");
        using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}", TimeProvider.System);
        await database.MigrateAsync(cancellation);
        await DemoSeed.SeedAsync(database, DemoSize.Small, TimeProvider.System, progress: null, cancellation);
        await redis.StartAsync(cancellation);
        await StartReplicasAsync(file, cancellation);
        var resellers = await ResellersAsync(database, cancellation);
        await StartClientsAsync(database, resellers, cancellation);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var breaking = BreakAsync(ending.Token);
        await Task.WhenAll([.. Enumerable.Range(0, WriterTasks).Select(writer => WriteAsync(database, resellers, writer, watch, cancellation)), ChangeAsync(watch, cancellation)]);
        await ending.CancelAsync();
        await breaking;
        foreach (var replica in replicas) await replica.StartIfDownAsync(cancellation);
        await JudgeAsync(database, watch.Elapsed, cancellation);
    }

    async Task StartReplicasAsync(string file, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Redis"] = $"127.0.0.1:{redis.Port}",
            ["Redis__KeyPrefix"] = $"chaos-{plan.Seed}:",
            ["GraphQL__Budget__ClientCapacity"] = "0",
            ["GraphQL__Budget__TenantCapacity"] = "0",
        };
        // One folder, so that both sign and take the same tokens.
        foreach (var _ in new[] { 1, 2 }) replicas.Add(new(folder.FullName, file, settings));
        foreach (var replica in replicas) await replica.StartAsync(cancellation);
    }

    static async Task<IReadOnlyList<Reseller>> ResellersAsync(Database database, CancellationToken cancellation)
    {
        await using var db = database.Open(Admin);
        return await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().OrderBy(row => row.Depth).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>The whole tenant; two resellers that are over others; one that is under one of those; and one by itself.</summary>
    async Task StartClientsAsync(Database database, IReadOnlyList<Reseller> resellers, CancellationToken cancellation)
    {
        var over = resellers.Where(row => resellers.Any(other => other.ParentId == row.Id)).ToList();
        Guid?[] roots = [null, over[0].Id, over[1].Id, resellers.First(row => row.ParentId == over[0].Id).Id, resellers.First(row => row.ParentId is null && !over.Contains(row)).Id];
        foreach (var root in roots)
            tokens.Add(await replicas[0].TokenAsync(root is null ? "DISTRIBUTOR_ADMIN" : "RESELLER_ADMIN", root is { } id ? new NodeId(ResellerType.Tag, id).ToString() : null, cancellation));
        for (var i = 0; i < plan.Clients; i++)
            clients.Add(Client(i, roots[i % Scopes], tokens[i % Scopes]));
        foreach (var client in clients) client.Start(cancellation);

        ChaosClient Client(int number, Guid? root, string token) => new(number / Scopes % 2 == 0, root, (_, _) => Task.FromResult(token), replicas, new Random(plan.Seed * 1_000 + number));
    }

    async Task WriteAsync(Database database, IReadOnlyList<Reseller> resellers, int writer, Stopwatch watch, CancellationToken cancellation)
    {
        var mine = new Random(plan.Seed * 100 + writer);
        var count = plan.Events / WriterTasks;
        for (var written = 0; written < count;)
        {
            var told = Enumerable.Range(0, Math.Min(1 + mine.Next(5), count - written)).Select(_ => New(database, resellers[mine.Next(resellers.Count)].Id)).ToList();
            await using (var transaction = await database.BeginWriteAsync(Admin, cancellation))
            {
                await transaction.Db.AppendAsync(told, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            written += told.Count;
            var due = TimeSpan.FromSeconds((double)plan.Seconds * written / count);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed, cancellation);
        }
    }

    static EventRecord New(Database database, Guid reseller) => new()
    {
        Id = database.Ids.Next(),
        Kind = EventKind.SubscriptionChanged,
        OccurredAt = DateTime.UnixEpoch,
        RecordedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        SubjectId = "chaos",
        ResellerId = reseller,
    };

    /// <summary>Changes made through the API, each sent until one is acknowledged: none of those may be lost, or made twice.</summary>
    async Task ChangeAsync(Stopwatch watch, CancellationToken cancellation)
    {
        var (mine, token) = (new Random(plan.Seed), tokens[0]);
        while (watch.Elapsed < TimeSpan.FromSeconds(plan.Seconds))
        {
            var input = new { name = $"chaos {acknowledged}", rights = new[] { "READ" }, idempotencyKey = $"chaos-{acknowledged}" };
            for (var isMade = false; !isMade;)
            {
                try
                {
                    var made = await replicas[mine.Next(replicas.Count)].AskAsync(token, "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { errors { code } } }", new { input }, cancellation);
                    if (made.GetProperty("createApiKey").GetProperty("errors").GetArrayLength() > 0) throw new BenchmarkFailedException(made.GetRawText());
                    isMade = true;
                }
                catch (Exception down) when (down is HttpRequestException or IOException or JsonException)
                {
                    await Task.Delay(50, cancellation);
                }
            }
            acknowledged++;
            await Task.Delay(50, cancellation);
        }
    }

    async Task BreakAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(300 + random.Next(1_200), cancellation);
                var replica = replicas[random.Next(replicas.Count)];
                switch (random.Next(5))
                {
                    case 0: await DownAsync("processes killed", replica.KillAsync, replica.StartAsync, cancellation); break;
                    case 1: await DownAsync("processes stopped", replica.StopAsync, replica.StartAsync, cancellation); break;
                    case 2: await DownAsync("redis killed", redis.KillAsync, redis.StartAsync, cancellation); break;
                    default:
                        foreach (var client in clients.Where(_ => random.Next(4) == 0)) client.Cut();
                        Count("times sockets cut");
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    async Task DownAsync(string what, Func<Task> end, Func<CancellationToken, Task> start, CancellationToken cancellation)
    {
        Count(what);
        await end();
        await Task.Delay(random.Next(1_500), cancellation);
        await start(cancellation);
    }

    void Count(string what) => done[what] = done.GetValueOrDefault(what) + 1;

    async Task JudgeAsync(Database database, TimeSpan took, CancellationToken cancellation)
    {
        var told = await ToldEvents.ReadAsync(database, Admin, cancellation);
        var wrong = new List<string>();
        if (told.HasGaps) wrong.Add("The numbers have gaps.");
        var changes = told.Subjects[EventKind.ApiKeyCreated].Count();
        if (changes != acknowledged) wrong.Add($"{acknowledged} changes were acknowledged, {changes} are told.");
        foreach (var client in clients)
        {
            var expected = told.Under(client.Root);
            await client.ReachAsync(expected.Count, CatchUp);
            if (client.Difference(expected) is { } difference) wrong.Add($"Client {clients.IndexOf(client)} ({client}): {difference}");
        }
        await output.WriteLineAsync($"seed {plan.Seed}: {told.Count:N0} events in {took.TotalSeconds:0} s, {changes} of them by changes through the API; {string.Join(", ", done.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {entry.Key}"))}.");
        await output.WriteLineAsync($"{clients.Count} clients in {Scopes} scopes connected {clients.Sum(client => client.Connections):N0} times and took {clients.Sum(client => client.Count):N0} events.");
        if (wrong.Count > 0) throw new BenchmarkFailedException(string.Join('\n', wrong));
        await output.WriteLineAsync("Every client has exactly the events of its scope, in order, each once.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        foreach (var replica in replicas) await replica.DisposeAsync();
        await redis.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
