using CspGraph.Api.Subscriptions;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Watches;

/// <summary>The plain way to find terms that are about to end: all subscriptions and their outlooks in memory, and a set of all that was said.</summary>
sealed class WholeSweep(Database database, DateTime now, bool isSaid)
{
    /// <summary>How many events there are to be told.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(Sweeps.Admin);
        HashSet<(Guid, DateOnly, int)> said = !isSaid ? [] : [.. (await db.Notices.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Kind == EventKind.RenewalDue)
            .Select(row => new { row.SubjectKey, row.Day, row.Threshold }).ToListAsync(cancellation)).Select(row => (row.SubjectKey, row.Day, row.Threshold))];
        var (settings, today, count) = (WatchSettings.Default, DateOnly.FromDateTime(now), 0);
        foreach (var subscription in await WatchedSubscription.ReadAsync(db, db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking(), cancellation))
        {
            if (subscription.Row is not { Status: SubscriptionStatus.Active or SubscriptionStatus.Pending or SubscriptionStatus.Suspended, CommitmentEndDate: { } endsOn } row) continue;
            if (endsOn < today.AddDays(-RenewalNotices.DaysBehind)) continue;
            count += RenewalNotices.Reached(settings.RenewalDays, endsOn, DateOnly.FromDateTime(row.TermKnownAt), today).Count(notice => notice.IsTold && !said.Contains((row.Id, endsOn, notice.DaysAhead)));
        }
        return count;
    }
}
