using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Tells so many days ahead that terms end: each threshold of each term once (see <see cref="RenewalNotices"/>).</summary>
/// <remarks>All thresholds that a term has reached are noted together. So whoever has the nearest of them noted has nothing to be told, and is not read.</remarks>
sealed class RenewalsDue(JobRun run, CspGraphDb db, WatchSettings settings)
{
    public async Task TellAsync()
    {
        var days = settings.RenewalDays.Order().ToList();
        for (var i = 0; i < days.Count; i++)
        {
            // Of the nearest threshold also what was missed, behind the end of the term.
            var (from, to) = (i == 0 ? run.Today.AddDays(-RenewalNotices.DaysBehind) : run.Today.AddDays(days[i - 1] + 1), run.Today.AddDays(days[i]));
            Guid last = default;
            // From where the last ones were: to look again at all that was said just now would take longer each time.
            while (await Unsaid(db, from, last, to, days[i]).AnyAsync(run.Cancellation)) (from, last) = await TellAsync(from, last, to, days[i]);
        }
    }

    static IQueryable<CspSubscription> Unsaid(CspGraphDb db, DateOnly from, Guid last, DateOnly to, int days) => WatchedSubscription.Running(db)
        .Where(row => row.CommitmentEndDate >= @from && row.CommitmentEndDate <= to && (row.CommitmentEndDate > @from || row.Id > last)
            && !db.Notices.Whole().Any(said => said.Kind == EventKind.RenewalDue && said.Day == row.CommitmentEndDate && said.SubjectKey == row.Id && said.EntitlementId == Guid.Empty && said.Threshold == days));

    /// <returns>The last one that was looked at.</returns>
    async Task<(DateOnly From, Guid Last)> TellAsync(DateOnly from, Guid last, DateOnly to, int days)
    {
        await using var book = await AlertBook.BeginAsync(run);
        var due = await WatchedSubscription.ReadAsync(book.Db, Unsaid(book.Db, from, last, to, days).OrderBy(row => row.CommitmentEndDate).ThenBy(row => row.Id).Take(WatchedSubscription.Batch), run.Cancellation);
        await book.LoadAsync(AlertKind.Renewal, [.. due.Select(subscription => subscription.Row.Id)]);
        var said = await SaidAsync(book.Db, due);
        foreach (var subscription in due) Tell(book, subscription, said[subscription.Row.Id]);
        await book.CommitAsync();
        return due.Count == 0 ? (from, last) : (due[^1].Row.CommitmentEndDate!.Value, due[^1].Row.Id);
    }

    void Tell(AlertBook book, WatchedSubscription subscription, IEnumerable<Notice> said)
    {
        var (row, endsOn) = (subscription.Row, subscription.Row.CommitmentEndDate!.Value);
        var known = said.Where(notice => notice.Day == endsOn).Select(notice => notice.Threshold).ToHashSet();
        var knownAt = row.TermKnownAt > settings.RenewalDaysSetAt ? row.TermKnownAt : settings.RenewalDaysSetAt;
        foreach (var notice in RenewalNotices.Reached(settings.RenewalDays, endsOn, DateOnly.FromDateTime(knownAt), run.Today))
        {
            if (known.Contains(notice.DaysAhead)) continue;
            book.Note(EventKind.RenewalDue, row.Id, endsOn, notice.DaysAhead);
            if (!notice.IsTold) continue;
            if (book.Of(AlertKind.Renewal, row.Id).FirstOrDefault(alert => alert.Day == endsOn) is { } alert) RenewalChanges.TellDrift(book, alert, subscription);
            book.Tell(subscription.Event(book, EventKind.RenewalDue, notice.DaysAhead, notice.IsLate));
            book.Raise(subscription.Alert(book, AlertKind.Renewal, endsOn, notice.DaysAhead));
        }
    }

    async Task<ILookup<Guid, Notice>> SaidAsync(CspGraphDb db, List<WatchedSubscription> due)
    {
        var said = new List<Notice>();
        foreach (var batch in due.Chunk(500))
        {
            var (ids, ends) = (batch.Select(subscription => subscription.Row.Id).ToArray(), batch.Select(subscription => subscription.Row.CommitmentEndDate!.Value).Distinct().ToArray());
            said.AddRange(await db.Notices.Whole().AsNoTracking().Where(row => row.Kind == EventKind.RenewalDue && ends.Contains(row.Day) && ids.Contains(row.SubjectKey)).ToListAsync(run.Cancellation));
        }
        return said.ToLookup(notice => notice.SubjectKey);
    }
}
