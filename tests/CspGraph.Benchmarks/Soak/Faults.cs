using System.Collections.Concurrent;
using System.Diagnostics;
using CspGraph.Benchmarks.Processes;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Breaks what the processes need, one thing after the other, and knows what may come of it while it is broken.</summary>
/// <param name="replicas">The two processes.</param>
/// <param name="redis">Their Redis.</param>
/// <param name="settings">What the processes are started with.</param>
/// <param name="file">Their database.</param>
/// <param name="random">By which it is chosen.</param>
sealed class Faults(IReadOnlyList<Replica> replicas, RedisProcess redis, Dictionary<string, string> settings, string file, Random random)
{
    /// <summary>What was asked before the end of a fault may still fail by it; and a token of the clock before is found out only when it is shown.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    static readonly TimeSpan LongestFilling = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StaysFull = TimeSpan.FromSeconds(3);

    static readonly TimeSpan[] Jumps = [TimeSpan.FromSeconds(5), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    readonly ConcurrentQueue<Fault> made = [];
    readonly ConcurrentDictionary<string, int> counts = [];
    int refusedAsFull;

    /// <summary>Each once, in an order of chance; then again those that leave the first process alone, so that its memory can be looked at for long.</summary>
    public async Task MakeAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        Func<CancellationToken, Task>[] first = [token => KillAsync("replica killed", [replicas[1]], token), token => KillAsync("both replicas killed", replicas, token), FillAsync, RestartRedisAsync, LockAsync, SetClocksAsync, SetClocksAsync];
        Func<CancellationToken, Task>[] then = [token => KillAsync("replica killed", [replicas[1]], token), RestartRedisAsync, LockAsync, SetClocksAsync];
        random.Shuffle(first);
        foreach (var fault in first) await MakeAsync(fault, cancellation);
        while (Stopwatch.GetElapsedTime(began) < duration) await MakeAsync(then[random.Next(then.Length)], cancellation);
    }

    async Task MakeAsync(Func<CancellationToken, Task> fault, CancellationToken cancellation)
    {
        await Task.Delay(500 + random.Next(1_500), cancellation);
        await fault(cancellation);
    }

    /// <summary>Whether an operation that began then may have failed so.</summary>
    public bool Allow(string code, long began)
    {
        if (code == FullCode) Interlocked.Increment(ref refusedAsFull);
        return made.Any(fault => fault.Codes.Contains(code) && fault.IsNear(began));
    }

    /// <summary>Whether a line of the log is what is to be said now.</summary>
    public bool AllowsLine(string line) => made.Any(fault => fault.Line is { } text && line.Contains(text, StringComparison.Ordinal) && fault.IsNear(Stopwatch.GetTimestamp()));

    public string Told => string.Join(", ", counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value} × {entry.Key}"));

    const string FullCode = "DATABASE_FULL";
    const string TokenCode = "AUTH_NOT_AUTHENTICATED";

    async Task KillAsync(string what, IReadOnlyList<Replica> killed, CancellationToken cancellation)
    {
        using var _ = Begin(what, [Outcome.Cut]);
        await Task.WhenAll(killed.Select(replica => replica.KillAsync()));
        await Task.Delay(random.Next(2_000), cancellation);
        await Task.WhenAll(killed.Select(replica => replica.StartAsync(cancellation)));
    }

    async Task RestartRedisAsync(CancellationToken cancellation)
    {
        using var _ = Begin("Redis killed", []);
        await redis.KillAsync();
        await Task.Delay(500 + random.Next(2_500), cancellation);
        await redis.StartAsync(cancellation);
    }

    /// <summary>Another process writes for five seconds, as a backup or a shell that was left open does.</summary>
    async Task LockAsync(CancellationToken cancellation)
    {
        using var _ = Begin("database locked for 5 s", []);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = random.Next(2) == 0 ? "BEGIN IMMEDIATE" : "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
    }

    /// <summary>The processes are told to stop, and started with no more room than there is; and so back.</summary>
    async Task FillAsync(CancellationToken cancellation)
    {
        using var _ = Begin("database full", [Outcome.Cut, Outcome.Stopping, FullCode], line: "SQLite Error 13");
        settings["Database__MaximumBytes"] = $"{await SizeAsync(cancellation)}";
        await RollAsync(cancellation);
        var (before, began) = (refusedAsFull, Stopwatch.GetTimestamp());
        while (refusedAsFull == before)
        {
            if (Stopwatch.GetElapsedTime(began) > LongestFilling) throw new BenchmarkFailedException("The database has not become full.");
            await Task.Delay(20, cancellation);
        }
        await Task.Delay(StaysFull, cancellation);
        settings.Remove("Database__MaximumBytes");
        await RollAsync(cancellation);
    }

    async Task RollAsync(CancellationToken cancellation)
    {
        foreach (var replica in replicas)
        {
            await replica.StopAsync();
            await replica.StartAsync(cancellation);
        }
    }

    async Task<long> SizeAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var pages = connection.CreateCommand();
        pages.CommandText = "SELECT (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size())";
        return (long)(await pages.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>One clock or both jump, forwards or back, and after a while jump back to what they were.</summary>
    async Task SetClocksAsync(CancellationToken cancellation)
    {
        var jump = Jumps[random.Next(Jumps.Length)] * (random.Next(2) == 0 ? 1 : -1);
        IReadOnlyList<Replica> set = random.Next(2) == 0 ? replicas : [replicas[random.Next(replicas.Count)]];
        using var _ = Begin($"clock of {(set.Count == 1 ? "one" : "both")} {(jump > TimeSpan.Zero ? "ahead" : "back")}", [TokenCode]);
        foreach (var replica in set) await replica.SetClockAsync(jump, cancellation);
        await Task.Delay(2_000 + random.Next(3_000), cancellation);
        foreach (var replica in set) await replica.SetClockAsync(TimeSpan.Zero, cancellation);
    }

    Fault Begin(string what, string[] codes, string? line = null)
    {
        counts.AddOrUpdate(what, 1, (_, count) => count + 1);
        var fault = new Fault(codes, line);
        made.Enqueue(fault);
        return fault;
    }

    /// <summary>A fault, from its making until it is mended.</summary>
    sealed record Fault(string[] Codes, string? Line) : IDisposable
    {
        long endedAt = long.MaxValue;

        public bool IsNear(long began)
        {
            var ended = Interlocked.Read(ref endedAt);
            return ended == long.MaxValue || began <= ended || Stopwatch.GetElapsedTime(ended, began) <= Aftermath;
        }

        public void Dispose() => Interlocked.Exchange(ref endedAt, Stopwatch.GetTimestamp());
    }
}
