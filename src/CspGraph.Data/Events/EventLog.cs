using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Events;

/// <summary>The one way by which events get their numbers.</summary>
public static class EventLog
{
    /// <summary>Raises the version of the tenant's data and numbers and adds its events: the last thing that a writing transaction does. Nothing else may be written behind it.</summary>
    /// <remarks>The tenant's row stays locked until the commit: so the order of the numbers is that of the commits, a rollback leaves no gap, and who sees one sees all before it.</remarks>
    public static async Task AppendAsync(this CspGraphDb db, IReadOnlyList<EventRecord> events, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Events are numbered within the transaction of what they tell of.");
        await db.RaiseDataVersionAsync(events.Count, cancellation);
        if (events.Count == 0) return;
        var last = await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(tenant => tenant.LastEventNumber).SingleAsync(cancellation);
        for (var i = 0; i < events.Count; i++) events[i].Number = last - events.Count + 1 + i;
        db.AddRange(events);
        await db.SaveChangesAsync(cancellation);
    }
}
