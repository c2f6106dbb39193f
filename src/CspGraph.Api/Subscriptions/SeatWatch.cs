using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Tells of subscriptions that have had fewer seats than contracted for two months: once for each time that it lasts so long.</summary>
sealed class SeatWatch(JobRun run, CspGraphDb db)
{
    public async Task TellAsync()
    {
        var below = await Below(db).ToListAsync(run.Cancellation);
        foreach (var batch in below.Chunk(500))
            if ((await UnsaidAsync(db, batch)).Count > 0) await TellAsync(batch);
        await SettleAsync();
    }

    /// <summary>Those that have fewer seats than some minimum that covers today. Not all of them do: of several minimums the one that began last holds.</summary>
    IQueryable<Guid> Below(CspGraphDb db)
    {
        var (today, running) = (run.Today, WatchedSubscription.Running(db));
        return db.ContractedMinimums.Whole().Where(minimum => minimum.StartsOn <= today && (minimum.EndsOn == null || minimum.EndsOn >= today)
            && running.Any(row => row.Id == minimum.SubscriptionId && row.Quantity < minimum.MinimumQuantity)).Select(minimum => minimum.SubscriptionId).Distinct();
    }

    /// <summary>Those of them that have been below for so long, and of which nobody was told.</summary>
    async Task<List<Shortfall>> UnsaidAsync(CspGraphDb db, Guid[] ids)
    {
        var unsaid = new List<Shortfall>();
        var shortfalls = await BelowSinceAsync(db, ids);
        var since = shortfalls.Where(row => row.Value.Since.AddMonths(SeatsBelowMinimum.Months) <= run.Today).ToDictionary(row => row.Key, row => row.Value.Since);
        if (since.Count == 0) return unsaid;
        var (late, days) = (since.Keys.ToArray(), since.Values.Distinct().ToArray());
        var said = (await db.Notices.Whole().Where(row => row.Kind == EventKind.SeatsBelowMinimum && days.Contains(row.Day) && late.Contains(row.SubjectKey)).Select(row => new { row.SubjectKey, row.Day }).ToListAsync(run.Cancellation))
            .Select(row => (row.SubjectKey, row.Day)).ToHashSet();
        late = [.. late.Where(id => !said.Contains((id, since[id])))];
        if (late.Length == 0) return unsaid;
        foreach (var subscription in await WatchedSubscription.ReadAsync(db, WatchedSubscription.Running(db).Where(row => late.Contains(row.Id)), run.Cancellation))
            unsaid.Add(new(subscription, since[subscription.Row.Id], shortfalls[subscription.Row.Id].Minimum));
        return unsaid;
    }

    /// <summary>Those of them whose seats are fewer than the minimum that holds today: since when, and than how many.</summary>
    async Task<Dictionary<Guid, (DateOnly Since, int Minimum)>> BelowSinceAsync(CspGraphDb db, Guid[] ids)
    {
        var counts = (await db.SeatCounts.Whole().AsNoTracking().Where(row => ids.Contains(row.SubscriptionId)).ToListAsync(run.Cancellation)).ToLookup(row => row.SubscriptionId);
        var minimums = (await db.ContractedMinimums.Whole().AsNoTracking().Where(row => ids.Contains(row.SubscriptionId)).ToListAsync(run.Cancellation)).ToLookup(row => row.SubscriptionId);
        var below = new Dictionary<Guid, (DateOnly, int)>();
        foreach (var id in ids)
            if (SeatsBelowMinimum.Since([.. counts[id]], [.. minimums[id]], run.Today) is { } since) below.Add(id, (since, SeatsBelowMinimum.MinimumOn(minimums[id], run.Today)!.Value));
        return below;
    }

    async Task TellAsync(Guid[] ids)
    {
        await using var book = await AlertBook.BeginAsync(run);
        await book.LoadAsync(AlertKind.SeatsBelowMinimum, ids);
        foreach (var (subscription, since, minimum) in await UnsaidAsync(book.Db, ids))
        {
            book.Note(EventKind.SeatsBelowMinimum, subscription.Row.Id, since);
            // It goes on, though what was stated later lets it begin on another day.
            if (book.Of(AlertKind.SeatsBelowMinimum, subscription.Row.Id).Any(alert => alert.Status is not AlertStatus.Resolved)) continue;
            book.Tell(subscription.Event(book, EventKind.SeatsBelowMinimum, details: new RenewalDetails(Since: since, Minimum: minimum)));
            book.Raise(subscription.Alert(book, AlertKind.SeatsBelowMinimum, since));
        }
        await book.CommitAsync();
    }

    /// <summary>Whose seats are enough again, or who is over.</summary>
    async Task SettleAsync()
    {
        var open = await db.Alerts.Whole().Where(row => row.Kind == AlertKind.SeatsBelowMinimum && row.Status != AlertStatus.Resolved).Select(row => row.SubjectKey).ToListAsync(run.Cancellation);
        foreach (var batch in open.Distinct().Chunk(500))
        {
            var below = await BelowSinceAsync(db, batch);
            var running = (await WatchedSubscription.Running(db).Where(row => batch.Contains(row.Id)).Select(row => row.Id).ToListAsync(run.Cancellation)).ToHashSet();
            Guid[] over = [.. batch.Where(id => !below.ContainsKey(id) || !running.Contains(id))];
            await AlertBook.SettleAsync(run, db, AlertKind.SeatsBelowMinimum, alert => over.Contains(alert.SubjectKey));
        }
    }

    /// <param name="Subscription">Whose seats are fewer.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Minimum">Than what.</param>
    sealed record Shortfall(WatchedSubscription Subscription, DateOnly Since, int Minimum);
}
