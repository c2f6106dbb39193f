using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CspGraph.Api.Demo;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>What is sent.</summary>
/// <param name="Requests">How many connections.</param>
/// <param name="Seed">By which each of them is drawn, with its number.</param>
/// <param name="Only">The number of the only one; null for all.</param>
sealed record FuzzPlan(int Requests, int Seed, int? Only);

/// <summary>An API process that is sent what no client should send. None of it may be answered as a failure, be left without an answer, be logged as an error, or change what others are answered.</summary>
sealed partial class FuzzRun : IAsyncDisposable
{
    const int Senders = 12;
    const int MostTold = 40;

    /// <summary>How much more the middle of the last third may be than that of the first, of what comes behind the first third of the requests.</summary>
    const long MostMore = 64L << 20;

    /// <summary>Fewer are of a process that still compiles what it is asked.</summary>
    const int LeastLooks = 15;
    static readonly TimeSpan MostOfALook = TimeSpan.FromSeconds(30);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    readonly FuzzPlan plan;
    readonly TextWriter output;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-fuzz-");
    readonly string file;
    readonly Replica replica;
    readonly ConcurrentDictionary<(string Kind, string Answer), int> answers = [];
    readonly ConcurrentQueue<string> wrong = [];
    readonly List<long> memory = [];
    int sent;

    public FuzzRun(FuzzPlan plan, TextWriter output)
    {
        (this.plan, this.output, file) = (plan, output, Path.Combine(folder.FullName, "cspgraph.db"));
        replica = new(folder.FullName, file, new Dictionary<string, string>
        {
            // Otherwise most would be refused unseen.
            ["GraphQL__Budget__ClientCapacity"] = "0",
            ["GraphQL__Budget__TenantCapacity"] = "0",
            ["Authentication__Failures__Capacity"] = "0",
            ["Imports__MaxConcurrent"] = "20",
            // As many answers as are kept are kept soon: what grows then is something else.
            ["GraphQL__Cache__MemoryBytes"] = $"{4 << 20}",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
        });
        replica.Said += line =>
        {
            if (LogLine.IsFailure(line)) Wrong($"Logged near request {Volatile.Read(ref sent)}: {line}");
        };
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        using (var database = new Database(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System))
        {
            await database.MigrateAsync(cancellation);
            await DemoSeed.SeedAsync(database, DemoSize.Small, TimeProvider.System, progress: null, cancellation);
        }
        await replica.StartAsync(cancellation);
        var corpus = new Corpus();
        var documents = new FuzzedDocuments(corpus);
        var token = await replica.TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation);
        var http = new FuzzedHttp(documents, replica.Port, token);
        var drawn = new Drawing(http, new(corpus, http), new(documents, http, token), plan.Seed);
        var canary = new Canary(replica);
        await canary.BeginAsync(cancellation);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var beside = Task.WhenAll(canary.RunAsync(Wrong, ending.Token), WatchMemoryAsync(ending.Token));
        var numbers = plan.Only is { } only ? [only] : Enumerable.Range(0, plan.Requests);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation }, async (number, token2) => await SendAsync(drawn, number, token2));
        var took = watch.Elapsed;
        await ending.CancelAsync();
        await beside;
        await canary.CheckAsync(Wrong);
        await TellAsync(took, canary);
    }

    async Task SendAsync(Drawing drawn, int number, CancellationToken cancellation)
    {
        var (request, staysOpen) = drawn.Draw(number);
        var answer = await RawExchange.SendAsync(replica.Port, request, staysOpen, cancellation);
        Interlocked.Increment(ref sent);
        var told = answer switch
        {
            null => "no end",
            [] => "closed",
            _ => Status().Match(Encoding.Latin1.GetString(answer, 0, Math.Min(answer.Length, 20))) is { Success: true } status ? status.Groups[1].Value : "no HTTP",
        };
        answers.AddOrUpdate((request.Kind, staysOpen && answer is [] ? "left open" : told), 1, (_, count) => count + 1);
        if (told is "no end" or "no HTTP" || told is "closed" && request.IsWhole && !staysOpen) Wrong($"Request {number} ({request.Kind}): {told}");
        if (told.StartsWith('5') && !(told == "505" && !request.IsOfThisHttp)) Wrong($"Request {number} ({request.Kind}): {Encoding.UTF8.GetString(answer!)}");
        else if (answer.AsSpan().IndexOf("\"code\":\"INTERNAL\""u8) >= 0) Wrong($"Request {number} ({request.Kind}): {Encoding.UTF8.GetString(answer!)}");
    }

    async Task WatchMemoryAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(MostOfALook);
            try
            {
                memory.Add(await replica.KeptBytesAsync(patience.Token));
            }
            catch (OperationCanceledException)
            {
                Wrong("The process did not collect when it was asked to.");
                return;
            }
            await Task.Delay(BetweenLooks, CancellationToken.None);
        }
    }

    void Wrong(string what) => wrong.Enqueue(what.Length > 600 ? what[..600] : what);

    async Task TellAsync(TimeSpan took, Canary canary)
    {
        await output.WriteLineAsync($"seed {plan.Seed}: {sent:N0} requests and sockets in {took.TotalSeconds:0} s.");
        await output.WriteLineAsync("| sent | | answered |\n| --- | ---: | --- |");
        foreach (var kind in answers.GroupBy(entry => entry.Key.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
            await output.WriteLineAsync($"| {kind.Key} | {kind.Sum(entry => entry.Value):N0} | {string.Join(", ", kind.OrderBy(entry => entry.Key.Answer, StringComparer.Ordinal).Select(entry => $"{entry.Value:N0} {entry.Key.Answer}"))} |");
        await output.WriteLineAsync($"{canary}");
        await TellMemoryAsync();
        if (!wrong.IsEmpty) throw new BenchmarkFailedException(string.Join('\n', [.. wrong.Take(MostTold), $"{wrong.Count} wrong in all"]));
        await output.WriteLineAsync("None failed, none hung, nothing was logged as an error, and valid requests were answered rightly.");
    }

    async Task TellMemoryAsync()
    {
        if (memory.Count < LeastLooks)
        {
            await output.WriteLineAsync("Memory: it took too short for what the process keeps to be judged.");
            return;
        }
        var warm = memory[(memory.Count / 3)..];
        var (first, last) = (Middle(warm[..(warm.Count / 3)]), Middle(warm[^(warm.Count / 3)..]));
        await output.WriteLineAsync($"Memory: keeps {first / 1e6:0} MB in the first third behind its warm-up, {last / 1e6:0} in the last, {memory.Max() / 1e6:0} at most.");
        if (last > first + MostMore) Wrong("Memory grows.");
    }

    static long Middle(List<long> values) => values.Order().ElementAt(values.Count / 2);

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex Status();
}
