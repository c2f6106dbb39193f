using System.Diagnostics;
using CspGraph.Api.Events;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>The webhooks that are delivered to.</summary>
/// <param name="Ordered">Healthy ones that are sent events in order.</param>
/// <param name="Parallel">Healthy ones that are not.</param>
/// <param name="Dead">Whose connections are refused.</param>
/// <param name="Slow">Of which each second one answers after five seconds, and the others not at all.</param>
sealed record Crowd(int Ordered, int Parallel, int Dead, int Slow);

/// <summary>What delivering took, from the first delivery to a healthy webhook to the last.</summary>
sealed record DeliveryFigures(int Deliveries, double Seconds, double CpuSeconds, MemoryFigures Memory);

/// <summary>The most memory there was, in MB: resident, and of that what is no file's.</summary>
sealed record MemoryFigures(double Resident, double Own)
{
    public MemoryFigures Or(Replica replica) => new(Math.Max(Resident, replica.ResidentBytes / 1e6), Math.Max(Own, replica.OwnBytes / 1e6));
}

/// <summary>One API process and its webhooks, on a copy of the network of its own: it delivers what was written while it was down.</summary>
sealed class Delivering : IAsyncDisposable
{
    const int EventsPerCommit = 500;
    static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly Dictionary<string, string> settings = new()
    {
        ["GraphQL__Budget__ClientCapacity"] = "0",
        ["GraphQL__Budget__TenantCapacity"] = "0",
        ["Webhooks__MaxPerTenant"] = "1000",
    };
    readonly List<(Inbox Inbox, bool InOrder)> healthy = [];
    readonly List<string> told = [];
    readonly Replica replica;
    readonly Database database;
    string token = "";

    Delivering(string folder, string file)
    {
        replica = new(folder, file, settings);
        database = new(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System);
    }

    /// <summary>Makes the webhooks. Nothing is delivered yet.</summary>
    public static async Task<Delivering> ToAsync(Crowd crowd, Receiver receiver, string folder, string seeded, CancellationToken cancellation)
    {
        var name = Guid.NewGuid().ToString("N");
        var file = Path.Combine(folder, $"{name}.db");
        File.Copy(seeded, file);
        var made = new Delivering(folder, file);
        made.settings["Webhooks__Enabled"] = "false";
        await made.replica.StartAsync(cancellation);
        made.token = await made.replica.TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation);
        for (var i = 0; i < crowd.Ordered + crowd.Parallel; i++)
        {
            var (inbox, parallel) = (new Inbox(), i >= crowd.Ordered);
            made.healthy.Add((inbox, !parallel));
            await made.AddAsync("healthy", receiver.Add($"/{name}/{i}", inbox.TakeAsync), parallel, cancellation);
        }
        var closed = Replica.FreePort();
        for (var i = 0; i < crowd.Dead; i++) await made.AddAsync("dead", $"http://127.0.0.1:{closed}/{i}", parallel: i % 2 == 1, cancellation);
        for (var i = 0; i < crowd.Slow; i++)
        {
            var time = i % 2 == 0 ? SlowAnswer : Timeout.InfiniteTimeSpan;
            await made.AddAsync("slow", receiver.Add($"/{name}/slow/{i}", http => Task.Delay(time, http.RequestAborted)), parallel: i % 4 > 1, cancellation);
        }
        await made.replica.KillAsync();
        made.settings["Webhooks__Enabled"] = "true";
        return made;
    }

    Task AddAsync(string name, string url, bool parallel, CancellationToken cancellation) => NewWebhook.MakeAsync(replica, token, name, url, new { parallel }, cancellation);

    /// <summary>Writes events of customers and subscriptions that are there, as changes do.</summary>
    public async Task TellAsync(int count, CancellationToken cancellation)
    {
        List<(Guid Id, Guid Customer, Guid? Reseller)> subjects;
        await using (var db = database.Open(Admin))
            subjects = [.. (await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).OrderBy(row => row.Id).Select(row => new { row.Id, row.CustomerId, row.ResellerId }).Take(1_000).ToListAsync(cancellation)).Select(row => (row.Id, row.CustomerId, row.ResellerId))];
        for (var written = 0; written < count; written += EventsPerCommit)
        {
            await using var transaction = await database.BeginWriteAsync(Admin, cancellation);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            List<EventRecord> events = [.. subjects.Skip(written % subjects.Count).Take(Math.Min(EventsPerCommit, count - written)).Select(subject => new EventRecord
            {
                Id = database.Ids.Next(),
                Kind = EventKind.SubscriptionChanged,
                OccurredAt = now,
                RecordedAt = now,
                SubjectId = new Engine.NodeId('S', subject.Id).ToString(),
                ResellerId = subject.Reseller,
                CustomerId = subject.Customer,
                SubscriptionId = subject.Id,
            })];
            await transaction.Db.AppendAsync(events, cancellation);
            await transaction.CommitAsync(cancellation);
            told.AddRange(events.Select(row => EventCursor.Of(row.Id).ToString()));
        }
    }

    public Task StartAsync(CancellationToken cancellation) => replica.StartAsync(cancellation);

    /// <summary>Waits until the healthy ones had everything.</summary>
    public async Task<DeliveryFigures> DeliverAsync(CancellationToken cancellation)
    {
        await Task.WhenAny(healthy.Select(entry => entry.Inbox.ReachAsync(1, Patience, cancellation)));
        var (cpu, most) = (replica.CpuTime, new MemoryFigures(0, 0));
        var whole = Task.WhenAll(healthy.Select(entry => entry.Inbox.ReachAsync(told.Count, Patience, cancellation)));
        while (!whole.IsCompleted)
        {
            most = most.Or(replica);
            await Task.WhenAny(whole, Task.Delay(100, cancellation));
        }
        await whole;
        var took = replica.CpuTime - cpu;
        foreach (var (inbox, inOrder) in healthy) inbox.Require(told, inOrder);
        var inboxes = healthy.Select(entry => entry.Inbox).ToList();
        return new(inboxes.Sum(inbox => inbox.Receipts), Stopwatch.GetElapsedTime(inboxes.Min(inbox => inbox.At(0)), inboxes.Max(inbox => inbox.At(^1))).TotalSeconds, took.TotalSeconds, most);
    }

    /// <summary>What it has in memory at most while it delivers, for a while or until there is nothing more; and how much it delivered.</summary>
    public async Task<(MemoryFigures Memory, int Deliveries, double Seconds)> RememberAsync(TimeSpan time, CancellationToken cancellation)
    {
        await Task.WhenAny(healthy.Select(entry => entry.Inbox.ReachAsync(1, Patience, cancellation)));
        var (began, most) = (Stopwatch.GetTimestamp(), new MemoryFigures(0, 0));
        while (Stopwatch.GetElapsedTime(began) < time && healthy.Any(entry => entry.Inbox.Count < told.Count))
        {
            most = most.Or(replica);
            await Task.Delay(100, cancellation);
        }
        return (most, healthy.Sum(entry => entry.Inbox.Receipts), Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Changes through the API, one after another: in milliseconds, from before one is sent, and from its answer, to each healthy webhook's receipt of its event.</summary>
    public async Task<(List<double> FromSent, List<double> FromAnswered)> ChangeAsync(int count, TimeSpan pause, CancellationToken cancellation)
    {
        var customer = (await replica.AskAsync(token, "{ customers(first: 1) { nodes { id } } }", null, cancellation)).GetProperty("customers").GetProperty("nodes")[0].GetProperty("id").GetString();
        var changes = new List<(long Sent, long Answered)>();
        for (var i = 0; i < count; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await replica.AskAsync(token, "mutation($input: RecordAgreementInput!) { recordAgreement(input: $input) { errors { code } } }", new { input = new { customer, status = i % 2 == 0 ? "PENDING" : "REQUIRED" } }, cancellation);
            changes.Add((sent, Stopwatch.GetTimestamp()));
            if (Stopwatch.GetElapsedTime(sent) is var took && took < pause) await Task.Delay(pause - took, cancellation);
        }
        var before = told.Count;
        await using (var db = database.Open(Admin))
            told.AddRange((await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Kind == EventKind.AgreementRecorded).OrderBy(row => row.Number).Select(row => row.Id).ToListAsync(cancellation)).Select(id => EventCursor.Of(id).ToString()));
        if (told.Count - before != count) throw new BenchmarkFailedException($"{count} changes have told {told.Count - before} events.");
        await Task.WhenAll(healthy.Select(entry => entry.Inbox.ReachAsync(told.Count, Patience, cancellation)));
        foreach (var (inbox, inOrder) in healthy) inbox.Require(told, inOrder);
        var receipts = healthy.SelectMany(entry => changes.Select((change, i) => (change.Sent, change.Answered, At: entry.Inbox.FirstOf(told[before + i])!.Value))).ToList();
        return ([.. receipts.Select(receipt => Stopwatch.GetElapsedTime(receipt.Sent, receipt.At).TotalMilliseconds).Order()], [.. receipts.Select(receipt => Stopwatch.GetElapsedTime(receipt.Answered, receipt.At).TotalMilliseconds).Order()]);
    }

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        database.Dispose();
    }
}
