using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Events;

/// <summary>The one way by which events get their numbers.</summary>
public static class EventLog
{
    /// <summary>Under whom each event happened: the resellers at and above the one that it names, as the tree is when it is numbered.</summary>
    internal const string ScopesText = """
        INSERT INTO "EventScopes" ("TenantId", "Number", "AncestorId")
        SELECT told."TenantId", told."Number", path."AncestorId"
        FROM "Events" AS told
        INNER JOIN "ResellerClosure" AS path ON path."TenantId" = told."TenantId" AND path."DescendantId" = told."ResellerId" AND path."ValidTo" IS NULL
        WHERE told."TenantId" = {0} AND told."Number" >= {1}
        """;

    /// <inheritdoc cref="AppendAsync(CspGraphDb, IEnumerable{EventRecord}, int, CancellationToken)"/>
    public static Task AppendAsync(this CspGraphDb db, IReadOnlyList<EventRecord> events, CancellationToken cancellation) => db.AppendAsync(events, events.Count, cancellation);

    /// <summary>Raises the version of the tenant's data and numbers and adds its events: the last thing that a writing transaction does. Nothing else may be written behind it.</summary>
    /// <remarks>
    /// The tenant's row stays locked until the commit: so the order of the numbers is that of the commits, a rollback leaves no gap, and who sees one sees all before it.
    /// </remarks>
    /// <param name="db">A context in the transaction of what the events tell of.</param>
    /// <param name="events">Read one by one, in their order.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task AppendAsync(this CspGraphDb db, IEnumerable<EventRecord> events, int count, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Events are numbered within the transaction of what they tell of.");
        await db.RaiseDataVersionAsync(count, cancellation);
        if (count == 0) return;
        var last = await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(tenant => tenant.LastEventNumber).SingleAsync(cancellation);
        var first = last - count + 1;
        var written = await BulkInsert.WriteAsync(db, Numbered(), cancellation);
        if (written != count) throw new InvalidOperationException($"{written} events were told, where {count} were announced.");
        await db.Database.ExecuteSqlRawAsync(ScopesText, [db.TenantId, first], cancellation);
        db.NewestEvent = last;

        IEnumerable<EventRecord> Numbered()
        {
            var number = first;
            foreach (var told in events)
            {
                told.Number = number++;
                yield return told;
            }
        }
    }
}
