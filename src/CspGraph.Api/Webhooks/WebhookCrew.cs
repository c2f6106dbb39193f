using System.Collections.Concurrent;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>Delivers for one tenant, as long as this process has its lease: a sender for each webhook, none of which waits for another.</summary>
sealed partial class WebhookCrew : IDisposable
{
    /// <summary>How long those that are under way may take when nothing more is begun.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>After a failure, until a webhook is looked at again.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly TenantLease lease;
    readonly WebhookHttp http;
    readonly WebhookSettings settings;
    readonly WebhookMeter meter;
    readonly ILogger log;
    readonly CancellationTokenSource cutOff = new();
    readonly Signal news;
    readonly Signal changes = new();
    readonly ConcurrentDictionary<Guid, WebhookSender> sending = [];
    long newest;

    public WebhookCrew(int tenant, Guid holder, Database database, WebhookReader reader, WebhookMessages messages, WebhookHttp http, WebhookSettings settings, WebhookMeter meter, Signal news, TimeProvider clock, ILogger log)
    {
        (Database, Reader, Messages, Clock) = (database, reader, messages, clock);
        (this.http, this.settings, this.meter, this.news, this.log) = (http, settings, meter, news, log);
        Job = TenantJobs.ViewerOf(tenant);
        lease = new(database, Job, JobKind.WebhookDelivery, holder, settings.Lease, clock);
        Book = new(database, Job, lease, clock, log);
    }

    public Database Database { get; }
    public WebhookReader Reader { get; }
    public WebhookMessages Messages { get; }
    public TimeProvider Clock { get; }
    public Viewer Job { get; }
    public DeliveryBook Book { get; }

    /// <summary>Events of the log that the webhooks have not come to, all together.</summary>
    public long Backlog => sending.Values.Sum(sender => Math.Max(0, Volatile.Read(ref newest) - sender.Position));

    /// <summary>Ends when something in the tenant has changed since it was asked for.</summary>
    public Task Changed => changes.Next;

    /// <summary>Sends one message once, and counts it.</summary>
    public async Task<WebhookAttempt> SendAsync(string url, IReadOnlyList<WebhookHeader> headers, ReadOnlyMemory<byte> body)
    {
        using var span = ProductTrace.Begin("webhook attempt", Job.TenantId);
        var attempt = await http.SendAsync(url, headers, body, cutOff.Token);
        span?.SetTag(ProductTrace.Outcome, WebhookMeter.OutcomeOf(attempt));
        meter.Count(attempt);
        return attempt;
    }

    /// <summary>Delivers, until another process does.</summary>
    /// <param name="ending">Nothing new is begun; what is under way may end.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        if ((await Reader.ActiveAsync(Job, ending)).Count == 0 || !await lease.ClaimAsync(ending)) return;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var writing = Book.RunAsync(cutOff.Token);
        var senders = new Dictionary<Guid, Task>();
        try
        {
            await WatchAsync(senders, writing, stopping.Token);
        }
        catch (LeaseLostException)
        {
            Lost(Job.TenantId);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Another process is to take it at once.
        }
        finally
        {
            await stopping.CancelAsync();
            await using (Clock.CreateTimer(_ => cutOff.Cancel(), null, Grace, Timeout.InfiniteTimeSpan))
            {
                await Task.WhenAll(senders.Values);
                Book.Complete();
                await writing.ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        await lease.TryLetGoAsync();
    }

    /// <summary>Has a sender for each active webhook, and holds the lease.</summary>
    async Task WatchAsync(Dictionary<Guid, Task> senders, Task writing, CancellationToken ending)
    {
        var (seen, heldAt) = (default(Data.Tenancy.DataVersion), Clock.GetTimestamp());
        while (true)
        {
            var heard = news.Next;
            var version = await VersionAsync(ending);
            var ended = senders.Where(sender => sender.Value.IsCompleted).Select(sender => sender.Key).ToList();
            if (version != seen || ended.Count > 0)
            {
                // One may have seen what holds no longer.
                foreach (var id in ended) senders.Remove(id);
                seen = version;
                changes.Give();
                Volatile.Write(ref newest, await NewestAsync(ending));
                var active = await Reader.ActiveAsync(Job, ending);
                if (active.Count == 0) return;
                foreach (var id in active)
                    if (!senders.ContainsKey(id)) senders[id] = Task.Run(() => SendAsync(id, ending), CancellationToken.None);
            }
            if (writing.IsCompleted) await writing;
            if (Clock.GetElapsedTime(heldAt) >= settings.Lease / 3)
            {
                heldAt = Clock.GetTimestamp();
                await using var transaction = await Database.BeginWriteAsync(Job, ending);
                if (!await lease.HoldAsync(transaction.Db, ending)) throw new LeaseLostException();
                await transaction.CommitAsync(CancellationToken.None);
            }
            await Task.WhenAny(heard, writing).OrAsync(settings.Poll < settings.Lease / 3 ? settings.Poll : settings.Lease / 3, Clock, ending);
        }
    }

    async Task<long> NewestAsync(CancellationToken ending)
    {
        await using var db = Database.Open(Job);
        return await db.Tenants.Whole().Select(tenant => tenant.LastEventNumber).SingleAsync(ending);
    }

    async Task<Data.Tenancy.DataVersion> VersionAsync(CancellationToken ending)
    {
        await using var snapshot = await Database.BeginSnapshotAsync(Job, ending);
        return snapshot.Version;
    }

    /// <summary>What fails for one webhook is no other's, and may pass.</summary>
    async Task SendAsync(Guid id, CancellationToken ending)
    {
        try
        {
            await KeepSendingAsync(id, ending);
        }
        finally
        {
            sending.TryRemove(id, out _);
        }
    }

    async Task KeepSendingAsync(Guid id, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await (sending[id] = new(id, this)).RunAsync(ending);
                return;
            }
            catch (Exception) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (LeaseLostException)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(failure, new NodeId(WebhookType.Tag, id), Job.TenantId);
                await Task.Delay(Pause, Clock, ending).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    public void Dispose() => cutOff.Dispose();

    /// <summary>Disables a webhook, and tells so. One that is not active is left as it is.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="version">As it was found: one that was changed since may be mended.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends the wait for those who write before.</param>
    public async Task DisableAsync(Guid id, int version, WebhookStop reason, CancellationToken cancellation)
    {
        await using var transaction = await Database.BeginWriteAsync(Job, cancellation);
        var db = transaction.Db;
        if (!await lease.HoldAsync(db, cancellation)) throw new LeaseLostException();
        if (await db.Webhooks.Whole().SingleOrDefaultAsync(row => row.Id == id && row.Version == version && row.Status == WebhookStatus.Active, cancellation) is not { } webhook) return;
        var now = Clock.Now();
        (webhook.Status, webhook.DisabledReason, webhook.DisabledAt) = (WebhookStatus.Disabled, reason, now);
        await db.SaveChangesAsync(cancellation);
        await db.AppendAsync([WebhookEvent.Told(Database.Ids, EventKind.WebhookDisabled, webhook, now, reason)], cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        Disabled(new NodeId(WebhookType.Tag, id), Job.TenantId, reason);
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} of tenant {Tenant} was disabled: {Reason}.")]
    partial void Disabled(NodeId webhook, int tenant, WebhookStop reason);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook} of tenant {Tenant} cannot be delivered to for now.")]
    partial void Failed(Exception failure, NodeId webhook, int tenant);

    [LoggerMessage(LogLevel.Warning, "Another process delivers the webhooks of tenant {Tenant} by now.")]
    partial void Lost(int tenant);
}
