using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Tells of terms that have ended, and behind which nothing comes. What should have renewed is told of when a source tells of the next term.</summary>
sealed class ExpiredTerms(JobRun run, CspGraphDb db)
{
    public async Task TellAsync()
    {
        // All at once, for they are few, and most of them are not read any further: of a term of which nobody knew before it ended there is nothing to tell.
        var known = (await Ended(db).Select(row => new { row.Id, row.TermKnownAt, row.CommitmentEndDate }).ToListAsync(run.Cancellation))
            .Where(row => DateOnly.FromDateTime(row.TermKnownAt) <= row.CommitmentEndDate).Select(row => row.Id);
        foreach (var batch in known.Chunk(WatchedSubscription.Batch))
        {
            var expired = (await ReadAsync(db, batch)).Where(IsExpired).Select(subscription => subscription.Row.Id).ToArray();
            if (expired.Length > 0) await TellAsync(expired);
        }
    }

    bool IsExpired(WatchedSubscription subscription) =>
        (subscription.Outlook.Outcome is RenewalOutcome.Expires or RenewalOutcome.Cancels || HasEnded(subscription.Row))
        && DateOnly.FromDateTime(subscription.Row.TermKnownAt) <= subscription.Row.CommitmentEndDate && subscription.Row.CommitmentEndDate >= First && subscription.Row.CommitmentEndDate < run.Today;

    /// <summary>What was stated to be over before its term ended was cancelled then, and is told as that.</summary>
    static bool HasEnded(CspSubscription row) => row.Status is SubscriptionStatus.Expired
        || row.Status is SubscriptionStatus.Disabled or SubscriptionStatus.Deleted && SubscriptionFacts.StatusStatedOn(row) > row.CommitmentEndDate;

    DateOnly First => run.Today.AddDays(-RenewalNotices.DaysBehind);

    IQueryable<CspSubscription> Ended(CspGraphDb db)
    {
        var (first, today) = (First, run.Today);
        return Unsaid(db).Where(row => row.CommitmentEndDate >= first && row.CommitmentEndDate < today);
    }

    static IQueryable<CspSubscription> Unsaid(CspGraphDb db) => db.Subscriptions.Whole().AsNoTracking().Where(row =>
        // What renews by itself is most of them.
        !(row.Status == SubscriptionStatus.Active && row.AutoRenew == true && (row.ScheduledActions == null || row.ScheduledActions == ""))
        && !db.Notices.Whole().Any(said => said.Kind == EventKind.TermExpired && said.Day == row.CommitmentEndDate && said.SubjectKey == row.Id && said.EntitlementId == Guid.Empty && said.Threshold == 0));

    async Task<List<WatchedSubscription>> ReadAsync(CspGraphDb db, Guid[] ids)
    {
        var read = new List<WatchedSubscription>();
        foreach (var batch in ids.Chunk(500)) read.AddRange(await WatchedSubscription.ReadAsync(db, Unsaid(db).Where(row => batch.Contains(row.Id)), run.Cancellation));
        return read;
    }

    async Task TellAsync(Guid[] ids)
    {
        await using var book = await AlertBook.BeginAsync(run);
        await book.LoadAsync(AlertKind.Renewal, ids);
        foreach (var subscription in (await ReadAsync(book.Db, ids)).Where(IsExpired))
        {
            var endsOn = subscription.Row.CommitmentEndDate!.Value;
            book.Note(EventKind.TermExpired, subscription.Row.Id, endsOn);
            book.Tell(subscription.Event(book, EventKind.TermExpired, isLate: endsOn.AddDays(1) < run.Today));
            foreach (var alert in book.Of(AlertKind.Renewal, subscription.Row.Id).Where(alert => alert.Day == endsOn)) book.Settle(alert);
        }
        await book.CommitAsync();
    }
}
