using System.Diagnostics;
using CspGraph.Api.Demo;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>What is done to it.</summary>
/// <param name="Events">How many events are written that a webhook of the whole tenant is sent.</param>
/// <param name="Kills">How often what delivers is killed.</param>
/// <param name="Seed">By which it is chosen what is written, what is killed when, and what is refused.</param>
sealed record WebhooksChaosPlan(int Events, int Kills, int Seed);

/// <summary>
/// Two API processes on one database, of which one delivers to webhooks of each sort; while events are written it is killed in the middle of deliveries, or both are, and started again.
/// In the end every back end must have had exactly the events of its webhook, those in order whose webhook is.
/// </summary>
sealed class WebhooksChaos(WebhooksChaosPlan plan, TextWriter output) : IAsyncDisposable
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly Viewer Others = new(2, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-webhooks-chaos-");
    readonly Random random = new(plan.Seed);
    readonly List<Replica> replicas = [];
    readonly List<double> takenOver = [];
    int active;
    int amid;
    int both;
    volatile int allowed;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(folder.FullName, "cspgraph.db");
        using var database = new Database(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System);
        await database.MigrateAsync(cancellation);
        await DemoSeed.SeedAsync(database, DemoSize.Small, TimeProvider.System, progress: null, cancellation);
        await using var receiver = await Receiver.StartAsync(cancellation);
        var settings = new Dictionary<string, string> { ["Webhooks__Enabled"] = "true", ["Webhooks__LeaseSeconds"] = "2", ["Webhooks__PollMilliseconds"] = "200" };
        // One folder, so that both can read the secrets that either has encrypted.
        foreach (var _ in new[] { 1, 2 }) replicas.Add(new(folder.FullName, file, settings));
        await replicas[active].StartAsync(cancellation);
        IReadOnlyList<Reseller> resellers;
        await using (var db = database.Open(Admin)) resellers = await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().OrderBy(row => row.Depth).ThenBy(row => row.Id).ToListAsync(cancellation);
        var webhooks = new ChaosWebhooks(database, Admin, plan.Events, random);
        await webhooks.MakeAsync(replicas[active], await replicas[active].TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation), receiver, resellers, cancellation);
        await replicas[1 - active].StartAsync(cancellation);

        var watch = Stopwatch.StartNew();
        var writing = WriteAsync(database, webhooks, resellers, cancellation);
        for (var i = 0; i < plan.Kills; i++)
        {
            allowed = plan.Events * (i + 1) / plan.Kills;
            await KillAsync(webhooks, plan.Events * (i + 0.7 * random.NextDouble()) / plan.Kills, cancellation);
        }
        await writing;
        await JudgeAsync(database, webhooks, watch, cancellation);
    }

    /// <summary>For each kill its share, and not far ahead of what is delivered: so there is more to deliver whenever something is killed, and always something new.</summary>
    async Task WriteAsync(Database database, ChaosWebhooks webhooks, IReadOnlyList<Reseller> resellers, CancellationToken cancellation)
    {
        var mine = new Random(plan.Seed + 1);
        for (var written = 0; written < plan.Events;)
        {
            if (written >= Math.Min(allowed, webhooks.Whole.Count + plan.Events / plan.Kills / 2 + 20))
            {
                await Task.Delay(Look, cancellation);
                continue;
            }
            var told = Enumerable.Range(0, Math.Min(1 + mine.Next(20), allowed - written)).Select(_ => New(database, mine.Next(10) == 0 ? null : resellers[mine.Next(resellers.Count)].Id, ChaosWebhooks.Told[mine.Next(ChaosWebhooks.Told.Count)])).ToList();
            await TellAsync(database, Admin, told, cancellation);
            // Another tenant's, which is nobody's here.
            if (mine.Next(10) == 0) await TellAsync(database, Others, [New(database, null, EventKind.ImportSucceeded)], cancellation);
            written += told.Count(row => !EventRecord.OfAccess.Contains(row.Kind));
        }
    }

    static async Task TellAsync(Database database, Viewer viewer, IReadOnlyList<EventRecord> told, CancellationToken cancellation)
    {
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        await transaction.Db.AppendAsync(told, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static EventRecord New(Database database, Guid? reseller, EventKind kind) => new()
    {
        Id = database.Ids.Next(),
        Kind = kind,
        OccurredAt = DateTime.UnixEpoch,
        RecordedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        SubjectId = "chaos",
        ResellerId = reseller,
    };

    /// <summary>Kills what delivers once so much was taken, and sees that somebody goes on. Who is started only then waits for the lease, so that it is known who delivers.</summary>
    async Task KillAsync(ChaosWebhooks webhooks, double at, CancellationToken cancellation)
    {
        await UntilAsync(() => webhooks.Whole.Count >= at, "Deliveries have come to a halt.", cancellation);
        await Task.Delay(random.Next(20), cancellation);
        if (webhooks.Whole.Count < allowed) amid++;
        var (down, began) = (active, Stopwatch.GetTimestamp());
        var isBoth = random.Next(3) == 0;
        await Task.WhenAll(isBoth ? replicas.Select(replica => replica.KillAsync()) : [replicas[down].KillAsync()]);
        // What the killed one has sent is still being taken.
        await Task.Delay(Settled, cancellation);
        var taken = webhooks.Taken;
        active = isBoth ? random.Next(2) : 1 - down;
        if (isBoth)
        {
            both++;
            await replicas[active].StartAsync(cancellation);
        }
        await UntilAsync(() => webhooks.Taken > taken || webhooks.Whole.Count >= allowed, "Nobody has taken over.", cancellation);
        takenOver.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        await replicas[1 - active].StartAsync(cancellation);
    }

    static async Task UntilAsync(Func<bool> holds, string otherwise, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds(); await Task.Delay(Look, cancellation))
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new BenchmarkFailedException(otherwise);
    }

    async Task JudgeAsync(Database database, ChaosWebhooks webhooks, Stopwatch watch, CancellationToken cancellation)
    {
        var expected = await webhooks.ExpectedAsync(cancellation);
        var wrong = new List<string>();
        foreach (var (webhook, own) in webhooks.All.Zip(expected))
        {
            try
            {
                await UntilAsync(() => webhook.Inbox.Count >= own.Count, "", cancellation);
            }
            catch (BenchmarkFailedException)
            {
                // What is missing is told.
            }
            if (webhook.Inbox.Difference(own) is { } difference) wrong.Add($"{webhook.Inbox}: {difference}.");
        }
        var deliveries = expected.Sum(own => own.Count);
        await output.WriteLineAsync($"seed {plan.Seed}: {plan.Events:N0} events, {deliveries:N0} deliveries to {webhooks.All.Count} webhooks in {watch.Elapsed.TotalSeconds:0} s; killed {plan.Kills} times, {amid} of them in the middle of deliveries and {both} of them both processes; after {takenOver.Order().ElementAt(takenOver.Count / 2):0.0} s in the middle, {takenOver.Max():0.0} s at most, somebody else delivered.");
        foreach (var (webhook, own) in webhooks.All.Zip(expected)) await output.WriteLineAsync($"- {webhook.Inbox}: {own.Count:N0} events, {webhook.Inbox.Doubles} more than once, {webhook.Inbox.Refusals} refused at first");
        wrong.AddRange(await UnsettledAsync(database, deliveries, cancellation));
        if (wrong.Count > 0) throw new BenchmarkFailedException(string.Join('\n', wrong));
        await output.WriteLineAsync("Every back end has exactly the events of its webhook, signed, and in order where its webhook is.");
    }

    /// <summary>What the product has written down about it.</summary>
    static async Task<IReadOnlyList<string>> UnsettledAsync(Database database, int deliveries, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(100, cancellation))
        {
            await using var db = database.Open(Admin);
            var rows = await db.WebhookDeliveries.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).GroupBy(row => row.Status).Select(group => new { Status = group.Key, Count = group.Count() }).ToListAsync(cancellation);
            if (rows is [{ Status: WebhookDeliveryStatus.Delivered } delivered] && delivered.Count == deliveries) return [];
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(20)) return [$"Of {deliveries} deliveries there are written down {string.Join(", ", rows.Select(row => $"{row.Count} {row.Status}"))}."];
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas) await replica.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
