using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Tells of the last day on which a subscription can be cancelled, or its seats reduced, for a refund: each deadline once.</summary>
sealed class CancellationWindows(JobRun run, CspGraphDb db)
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <returns>When the next one is to be told; null for none that is known of.</returns>
    public async Task<DateTime?> TellAsync()
    {
        var (today, closing) = (run.Today, await Closing(db).Select(row => new { row.Id, Until = row.CancellationAllowedUntil!.Value }).ToListAsync(run.Cancellation));
        if (closing.Count > 0)
        {
            var said = await SaidAsync(db.Notices.Whole().Where(row => row.Day >= today));
            foreach (var batch in closing.Where(row => !said.Contains((row.Id, DateOnly.FromDateTime(row.Until)))).Select(row => row.Id).Chunk(WatchedSubscription.Batch)) await TellAsync(batch);
        }
        await SettleAsync();
        var later = run.Now + Ahead;
        return await WatchedSubscription.Running(db).Where(row => row.CancellationAllowedUntil > later).MinAsync(row => row.CancellationAllowedUntil, run.Cancellation) - Ahead;
    }

    IQueryable<CspSubscription> Closing(CspGraphDb db)
    {
        var (now, until) = (run.Now, run.Now + Ahead);
        return WatchedSubscription.Running(db).Where(row => row.Status == SubscriptionStatus.Active && row.CancellationAllowedUntil > now && row.CancellationAllowedUntil <= until);
    }

    bool IsClosing(CspSubscription row) => row.Status is SubscriptionStatus.Active && row.CancellationAllowedUntil > run.Now && row.CancellationAllowedUntil <= run.Now + Ahead;

    async Task<HashSet<(Guid, DateOnly)>> SaidAsync(IQueryable<Notice> notices) =>
        [.. (await notices.Where(row => row.Kind == EventKind.CancellationWindowClosing).Select(row => new { row.SubjectKey, row.Day }).ToListAsync(run.Cancellation)).Select(row => (row.SubjectKey, row.Day))];

    async Task TellAsync(Guid[] ids)
    {
        await using var book = await AlertBook.BeginAsync(run);
        await book.LoadAsync(AlertKind.CancellationWindow, ids);
        foreach (var batch in ids.Chunk(500))
        {
            var closing = (await WatchedSubscription.ReadAsync(book.Db, WatchedSubscription.Running(book.Db).Where(row => batch.Contains(row.Id)), run.Cancellation)).FindAll(subscription => IsClosing(subscription.Row));
            // Another may have told of them meanwhile.
            var days = closing.Select(ClosesOn).Distinct().ToArray();
            var said = await SaidAsync(book.Db.Notices.Whole().Where(row => days.Contains(row.Day) && batch.Contains(row.SubjectKey)));
            foreach (var subscription in closing.Where(subscription => !said.Contains((subscription.Row.Id, ClosesOn(subscription))))) Tell(book, subscription);
        }
        await book.CommitAsync();
    }

    static void Tell(AlertBook book, WatchedSubscription subscription)
    {
        book.Note(EventKind.CancellationWindowClosing, subscription.Row.Id, ClosesOn(subscription));
        book.Tell(subscription.Event(book, EventKind.CancellationWindowClosing, details: new RenewalDetails(Until: subscription.Row.CancellationAllowedUntil)));
        book.Raise(subscription.Alert(book, AlertKind.CancellationWindow, ClosesOn(subscription)));
    }

    static DateOnly ClosesOn(WatchedSubscription subscription) => DateOnly.FromDateTime(subscription.Row.CancellationAllowedUntil!.Value);

    /// <summary>Behind the deadline there is nothing left to do.</summary>
    Task SettleAsync()
    {
        var today = run.Today;
        return AlertBook.SettleAsync(run, db, AlertKind.CancellationWindow, alert => alert.Day < today);
    }
}
