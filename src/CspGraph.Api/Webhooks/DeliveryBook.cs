using System.Data.Common;
using System.Threading.Channels;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>What an attempt changes.</summary>
/// <param name="WebhookId">Of this webhook.</param>
/// <param name="Cursor">The number up to which all is settled now, where that is more than before; 0 for no more.</param>
/// <param name="Delivery">What became of it; null where only the cursor goes on.</param>
/// <param name="IsNew">Whether it was the delivery's first attempt: then there is no row of it.</param>
sealed record DeliveryEntry(Guid WebhookId, long Cursor, WebhookDelivery? Delivery, bool IsNew);

/// <summary>Writes down what became of deliveries, for all webhooks of a tenant: whatever has come while one transaction was written is written by the next one.</summary>
/// <remarks>What was sent and is not written down yet is sent again by whoever takes over: at least once. Nothing of it is shown by a cached answer, so the version of the data stays.</remarks>
sealed partial class DeliveryBook(Database database, Viewer job, TenantLease lease, TimeProvider clock, ILogger log)
{
    /// <summary>Of one transaction, at most.</summary>
    const int MostEntries = 1_000;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly Channel<Batch> waiting = Channel.CreateUnbounded<Batch>(new() { SingleReader = true });

    /// <summary>Takes some entries, in order.</summary>
    /// <returns>Ends when they are written.</returns>
    public Task AddAsync(params IReadOnlyList<DeliveryEntry> entries)
    {
        var batch = new Batch(entries, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!waiting.Writer.TryWrite(batch)) throw new LeaseLostException();
        return batch.Written.Task;
    }

    /// <summary>No more comes: what waits is still written.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    /// <summary>Writes, until no more comes.</summary>
    /// <param name="cancellation">Gives up what cannot be written.</param>
    /// <exception cref="LeaseLostException">Another process delivers for the tenant by now.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var taken = new List<Batch>();
        try
        {
            while (await waiting.Reader.WaitToReadAsync(cancellation))
            {
                var count = 0;
                while (count < MostEntries && waiting.Reader.TryRead(out var batch))
                {
                    taken.Add(batch);
                    count += batch.Entries.Count;
                }
                await WriteAsync([.. taken.SelectMany(batch => batch.Entries)], cancellation);
                foreach (var batch in taken) batch.Written.TrySetResult();
                taken.Clear();
            }
        }
        catch (Exception failure)
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var batch)) taken.Add(batch);
            foreach (var batch in taken) batch.Written.TrySetException(failure);
            throw;
        }
    }

    async Task WriteAsync(IReadOnlyList<DeliveryEntry> entries, CancellationToken cancellation)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                await using var transaction = await database.BeginWriteAsync(job, cancellation);
                if (!await lease.HoldAsync(transaction.Db, cancellation)) throw new LeaseLostException();
                await WriteAsync(transaction.Db, entries, isAgain, cancellation);
                await transaction.CommitAsync(CancellationToken.None);
                return;
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException)
            {
                Failed(failure, job.TenantId);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    static async Task WriteAsync(CspGraphDb db, IReadOnlyList<DeliveryEntry> entries, bool isAgain, CancellationToken cancellation)
    {
        List<Guid> webhooks = [.. entries.Select(entry => entry.WebhookId).Distinct()];
        var progress = await db.WebhookProgress.Whole().AsNoTracking().Where(row => webhooks.Contains(row.WebhookId)).ToDictionaryAsync(row => row.WebhookId, cancellation);
        // Of a webhook that was taken away nothing is kept, and nothing of an event that has expired.
        var first = await EventCursor.FirstAsync(db, cancellation) ?? long.MaxValue;
        var update = new BulkUpdate<WebhookProgress>(db);
        foreach (var row in progress.Values) update.Watch(row);
        var added = new List<WebhookDelivery>();
        // What failed to be committed may be there all the same, and what a sender has lost sight of is sent again.
        var known = isAgain ? await KnownAsync(db, entries, cancellation) : [];
        foreach (var (webhook, cursor, delivery, isNew) in entries)
        {
            if (!progress.TryGetValue(webhook, out var row)) continue;
            if (cursor > row.EventNumber) row.EventNumber = cursor;
            if (delivery is null) continue;
            if (delivery.Status is not WebhookDeliveryStatus.Withheld) row.Count(delivery.LastAttemptAt, isTaken: delivery.Status is WebhookDeliveryStatus.Delivered);
            if (delivery.EventNumber < first) continue;
            if (isNew && known.Add((webhook, delivery.EventNumber))) added.Add(delivery);
            else await UpdateAsync(db, delivery, cancellation);
        }
        await update.WriteAsync(cancellation);
        if (added.Count > 0) await BulkInsert.WriteAsync(db, added, cancellation);
    }

    /// <summary>Those that have a row already.</summary>
    static async Task<HashSet<(Guid, long)>> KnownAsync(CspGraphDb db, IReadOnlyList<DeliveryEntry> entries, CancellationToken cancellation)
    {
        var webhooks = entries.Select(entry => entry.WebhookId).Distinct().ToList();
        var numbers = entries.Where(entry => entry.IsNew).Select(entry => entry.Delivery!.EventNumber).Distinct().ToList();
        var known = await db.WebhookDeliveries.Whole().Where(row => numbers.Contains(row.EventNumber) && webhooks.Contains(row.WebhookId)).Select(row => new { row.WebhookId, row.EventNumber }).ToListAsync(cancellation);
        return [.. known.Select(row => (row.WebhookId, row.EventNumber))];
    }

    static Task UpdateAsync(CspGraphDb db, WebhookDelivery delivery, CancellationToken cancellation) =>
        db.WebhookDeliveries.Whole().Where(row => row.EventNumber == delivery.EventNumber && row.WebhookId == delivery.WebhookId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, delivery.Status).SetProperty(row => row.Attempts, delivery.Attempts)
                .SetProperty(row => row.LastAttemptAt, delivery.LastAttemptAt).SetProperty(row => row.NextAttemptAt, delivery.NextAttemptAt).SetProperty(row => row.DeliveredAt, delivery.DeliveredAt)
                .SetProperty(row => row.ResponseStatus, delivery.ResponseStatus).SetProperty(row => row.Failure, delivery.Failure).SetProperty(row => row.Response, delivery.Response)
                .SetProperty(row => row.DurationMs, delivery.DurationMs), cancellation);

    [LoggerMessage(LogLevel.Error, "What became of deliveries of tenant {Tenant} cannot be written down for now.")]
    partial void Failed(Exception failure, int tenant);

    sealed record Batch(IReadOnlyList<DeliveryEntry> Entries, TaskCompletionSource Written);
}

/// <summary>Another process does by now what this one did for a tenant.</summary>
sealed class LeaseLostException() : Exception("Another process delivers for the tenant by now.");
