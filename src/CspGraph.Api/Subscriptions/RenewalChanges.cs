using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Looks at the subscriptions that were changed since, and of whose term it was told: whether something else becomes of it now, or its next term is there.</summary>
/// <remarks>Every change writes its event: the log says which they are.</remarks>
sealed class RenewalChanges(JobRun run, CspGraphDb db)
{
    static readonly EventKind[] Kinds = [EventKind.SubscriptionChanged, EventKind.SubscriptionEnded];

    public async Task TellAsync()
    {
        // At first there may be millions of events, and nothing that they could change.
        if (!await db.Alerts.Whole().AnyAsync(row => row.Kind == AlertKind.Renewal, run.Cancellation)) return;
        await SettleAsync();
        var since = run.SinceEvent;
        while (true)
        {
            var page = await db.Events.Whole().Where(row => row.Number > since && Kinds.Contains(row.Kind)).OrderBy(row => row.Number).Take(WatchedSubscription.Batch)
                .Select(row => new { row.Number, row.SubjectId }).ToListAsync(run.Cancellation);
            if (page.Count == 0) return;
            since = page[^1].Number;
            var subjects = page.Select(row => NodeId.TryParse(row.SubjectId, out var id) ? id.Key : default).Distinct().ToList();
            await TellAsync(await ToldOfAsync(subjects));
        }
    }

    /// <summary>Of what ended so long ago nothing is told any more.</summary>
    Task SettleAsync()
    {
        var last = run.Today.AddDays(-RenewalNotices.DaysBehind);
        return AlertBook.SettleAsync(run, db, AlertKind.Renewal, alert => alert.Day < last);
    }

    /// <summary>Those of them that were told of.</summary>
    async Task<Guid[]> ToldOfAsync(List<Guid> subjects)
    {
        var told = new List<Guid>();
        foreach (var ids in subjects.Chunk(500))
            told.AddRange(await db.Alerts.Whole().Where(row => ids.Contains(row.SubjectKey) && row.Kind == AlertKind.Renewal)
                .Select(row => row.SubjectKey).Distinct().ToListAsync(run.Cancellation));
        return [.. told];
    }

    async Task TellAsync(Guid[] ids)
    {
        if (ids.Length == 0) return;
        await using var book = await AlertBook.BeginAsync(run);
        await book.LoadAsync(AlertKind.Renewal, ids);
        var rows = new Dictionary<Guid, WatchedSubscription>();
        foreach (var batch in ids.Chunk(500))
            foreach (var subscription in await WatchedSubscription.ReadAsync(book.Db, book.Db.Subscriptions.Whole().AsNoTracking().Where(row => batch.Contains(row.Id)), run.Cancellation))
                rows.Add(subscription.Row.Id, subscription);
        var followed = await FollowedAsync(book.Db, ids);
        foreach (var alert in ids.SelectMany(id => book.Of(AlertKind.Renewal, id)).Where(alert => !followed.Contains((alert.SubjectKey, alert.Day))).ToList())
            Look(book, alert, rows.GetValueOrDefault(alert.SubjectKey));
        await book.CommitAsync();
    }

    /// <summary>The terms of which it was said what came behind them.</summary>
    async Task<HashSet<(Guid, DateOnly)>> FollowedAsync(CspGraphDb db, Guid[] ids)
    {
        var followed = new HashSet<(Guid, DateOnly)>();
        foreach (var batch in ids.Chunk(500))
            foreach (var said in await db.Notices.Whole().Where(row => row.Kind == EventKind.SubscriptionRenewed && batch.Contains(row.SubjectKey)).Select(row => new { row.SubjectKey, row.Day }).ToListAsync(run.Cancellation))
                followed.Add((said.SubjectKey, said.Day));
        return followed;
    }

    void Look(AlertBook book, Alert alert, WatchedSubscription? subscription)
    {
        var endsOn = subscription?.Row.CommitmentEndDate;
        if (subscription is null || endsOn != alert.Day)
        {
            book.Settle(alert);
            book.Note(EventKind.SubscriptionRenewed, alert.SubjectKey, alert.Day);
            // One that ends on another day before its term is over was changed, not renewed.
            if (endsOn > alert.Day && alert.Day < run.Today) book.Tell(subscription!.Event(book, EventKind.SubscriptionRenewed, details: new RenewalDetails(EndedOn: alert.Day)));
        }
        else if (subscription.Row.Status is SubscriptionStatus.Deleted or SubscriptionStatus.Disabled)
        {
            book.Settle(alert);
        }
        else if (alert.Day >= run.Today)
        {
            TellDrift(book, alert, subscription);
        }
    }

    /// <summary>Tells that something else becomes of a subscription than was told, if it does.</summary>
    public static void TellDrift(AlertBook book, Alert alert, WatchedSubscription subscription)
    {
        if (subscription.Outlook.Outcome == alert.Outcome) return;
        var former = alert.Outcome;
        var drifted = book.Raise(subscription.Alert(book, AlertKind.Renewal, alert.Day, alert.Threshold));
        book.Note(EventKind.RenewalDrifted, alert.SubjectKey, alert.Day, drifted.Occurrences);
        book.Tell(subscription.Event(book, EventKind.RenewalDrifted, alert.Threshold, details: new RenewalDetails(Formerly: former)));
    }
}
