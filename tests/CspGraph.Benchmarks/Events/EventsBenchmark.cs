using System.Diagnostics;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Benchmarks.Events;

/// <summary>The feed of one process under load, its clients in this one. Both share the machine's cores.</summary>
sealed class EventsBenchmark(int rounds, TextWriter output)
{
    const int Subscribers = 1_000;
    const int Operations = 10;
    const int Idle = 5_000;
    const int SustainedSubscribers = 100;
    const int EventsPerSecond = 2_000;
    const int EventsPerCommit = 20;
    static readonly TimeSpan Sustained = TimeSpan.FromSeconds(20);

    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["GraphQL__Budget__ClientCapacity"] = "0",
        ["GraphQL__Budget__TenantCapacity"] = "0",
        // The writer of many events is another process, which wakes nobody.
        ["Events__PollMilliseconds"] = "50",
    };

    public async Task RunAsync(string folder, string file, CancellationToken cancellation)
    {
        Machine.RequireRelease();
        await using var replica = new Replica(folder, file, Settings);
        await replica.StartAsync(cancellation);
        var token = await replica.TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation);
        await output.WriteLineAsync(Machine.Describe(rounds) + "\n");
        await IdleAsync(replica, token, cancellation);
        await FanOutAsync(replica, token, Operations, cancellation);
        await SustainAsync(replica, token, file, cancellation);
        await FanOutAsync(replica, token, Subscribers, cancellation);
    }

    async Task IdleAsync(Replica replica, string token, CancellationToken cancellation)
    {
        // What a first socket takes is the code's, not the socket's.
        var first = await ConnectAsync(replica, token, 100, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        var before = replica.ResidentBytes;
        var sockets = await ConnectAsync(replica, token, Idle, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
        var more = (replica.ResidentBytes - before) / 1e6;
        await output.WriteLineAsync($"{Idle:N0} idle sockets take {more:0} MB more memory ({more * 1_000 / Idle:0.0} kB each; goal 250 MB).");
        foreach (var socket in sockets.Concat(first))
        {
            socket.Abort();
            await socket.DisposeAsync();
        }
    }

    /// <summary>From before a change is sent to the last frame of its event: more than from its commit.</summary>
    async Task FanOutAsync(Replica replica, string token, int distinct, CancellationToken cancellation)
    {
        var sockets = await ConnectAsync(replica, token, Subscribers, cancellation);
        var times = new List<double>();
        var (arrived, all) = (0, new TaskCompletionSource());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = new List<Task>();
        for (var i = 0; i < sockets.Count; i++)
        {
            // Another alias makes another operation.
            await sockets[i].SubscribeAsync($"subscription {{ events {{ cursor kind occurredAt reseller {{ id name }} customer {{ id name }} as{i % distinct}: subject }} }}", null, cancellation);
            reading.Add(sockets[i].RunAsync(_ =>
            {
                if (Interlocked.Increment(ref arrived) == Subscribers) all.SetResult();
            }, ending.Token));
        }
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        var customer = (await replica.AskAsync(token, "{ customers(first: 1) { nodes { id } } }", null, cancellation)).GetProperty("customers").GetProperty("nodes")[0].GetProperty("id").GetString();
        for (var i = 0; i < rounds * 10 + 5; i++)
        {
            (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var start = Stopwatch.GetTimestamp();
            await replica.AskAsync(token, "mutation($input: RecordAgreementInput!) { recordAgreement(input: $input) { errors { code } } }", new { input = new { customer, status = i % 2 == 0 ? "PENDING" : "REQUIRED" } }, cancellation);
            // The first event of an operation waits for its statements to be made.
            await all.Task.WaitAsync(TimeSpan.FromMinutes(3), cancellation);
            // The first ones warm up.
            if (i >= 5) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        await output.WriteLineAsync($"One event to {Subscribers:N0} WebSocket subscribers of {distinct:N0} distinct operations, from before the change is sent to the last frame: {times[times.Count / 2]:0} ms in the middle, p99 {times[(int)(times.Count * 0.99)]:0} ms of {times.Count} events{(distinct == Operations ? " (goal 250 ms)" : ", nothing shared")}.");
        await ending.CancelAsync();
        foreach (var socket in sockets) socket.Abort();
        await Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var socket in sockets) await socket.DisposeAsync();
    }

    async Task SustainAsync(Replica replica, string token, string file, CancellationToken cancellation)
    {
        var sockets = await ConnectAsync(replica, token, SustainedSubscribers, cancellation);
        var count = (int)(EventsPerSecond * Sustained.TotalSeconds);
        var (taken, all) = (new int[sockets.Count], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var whole = 0;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = new List<Task>();
        for (var i = 0; i < sockets.Count; i++)
        {
            var mine = i;
            await sockets[i].SubscribeAsync($"subscription {{ events {{ cursor kind occurredAt as{i % Operations}: subject }} }}", null, cancellation);
            reading.Add(sockets[i].RunAsync(_ =>
            {
                if (++taken[mine] == count && Interlocked.Increment(ref whole) == sockets.Count) all.SetResult();
            }, ending.Token));
        }
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        using var database = new Database(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        for (var written = 0; written < count; written += EventsPerCommit)
        {
            await WriteAsync(database, cancellation);
            var due = TimeSpan.FromSeconds((double)(written + EventsPerCommit) / EventsPerSecond);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed, cancellation);
        }
        var wrote = watch.Elapsed;
        var ended = await Task.WhenAny(all.Task, Task.Delay(TimeSpan.FromSeconds(60), cancellation));
        var behind = watch.Elapsed - wrote;
        if (ended != all.Task) throw new BenchmarkFailedException($"{whole} of {sockets.Count} subscribers had all {count} events; the first was closed by {sockets[0].Closed}.");
        await output.WriteLineAsync($"{count:N0} events written in {wrote.TotalSeconds:0.0} s ({count / wrote.TotalSeconds:N0}/s) into {SustainedSubscribers} subscribers: {count * (long)SustainedSubscribers / wrote.TotalSeconds:N0} frames/s; the last frame came {behind.TotalMilliseconds:0} ms after the last commit (goal {EventsPerSecond:N0}/s).");
        await ending.CancelAsync();
        foreach (var socket in sockets) socket.Abort();
        await Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var socket in sockets) await socket.DisposeAsync();
    }

    static async Task WriteAsync(Database database, CancellationToken cancellation)
    {
        await using var transaction = await database.BeginWriteAsync(Admin, cancellation);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await transaction.Db.AppendAsync([.. Enumerable.Range(0, EventsPerCommit).Select(i => new EventRecord { Id = database.Ids.Next(), Kind = EventKind.SubscriptionChanged, OccurredAt = now, RecordedAt = now, SubjectId = $"subject {i}" })], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static async Task<IReadOnlyList<SocketFollower>> ConnectAsync(Replica replica, string token, int count, CancellationToken cancellation)
    {
        var sockets = new SocketFollower[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation }, async (i, token2) => sockets[i] = await SocketFollower.ConnectAsync(replica.Port, token, token2));
        return sockets;
    }
}
