using System.Data.Common;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Events;

/// <summary>An event, as far as it decides who may want it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Under">The resellers under whom it happened; null where nobody asked.</param>
sealed record EventHead(long Number, Guid Id, EventKind Kind, IReadOnlyList<Guid>? Under = null)
{
    /// <summary>When it was recorded, where it was asked for.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Whether it changes who may see what: then everybody is looked at anew before anything behind it is told.</summary>
    public bool ChangesAccess => Kind is EventKind.ApiKeyRevoked or EventKind.MembershipChanged or EventKind.ResellerMoved;
}

/// <summary>What of a log one operation shows to viewers of one scope.</summary>
/// <param name="Operation">A prepared subscription.</param>
/// <param name="Viewer">Anyone of the scope.</param>
/// <param name="Kinds">The kinds that it shows; null for all.</param>
/// <param name="Under">The reseller under whom it must have happened; null for anywhere.</param>
sealed record EventInterest(PreparedOperation Operation, Viewer Viewer, IReadOnlyList<EventKind>? Kinds, Guid? Under)
{
    /// <summary>Whether an event may be shown; the database has the last word.</summary>
    public bool Wants(EventHead head) => (Kinds is null || Kinds.Contains(head.Kind)) && IsUnder(head, Viewer.SubtreeRootId) && IsUnder(head, Under);

    static bool IsUnder(EventHead head, Guid? root) => root is not { } reseller || head.Under!.Contains(reseller);
}

/// <summary>Reads a log for those who follow it.</summary>
sealed class EventLoads(GraphEngine<CspGraphDb, Viewer> engine, Database database)
{
    /// <summary>Events that are read at once.</summary>
    public const int Most = 256;

    /// <summary>After a failure of the database, until it is asked again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether what failed may work a moment later.</summary>
    public static bool MayPass(Exception failure) => failure is OperationCanceledException or DbException or DbUpdateException or TimeoutException;

    /// <exception cref="GraphException">What the operation is given cannot be read.</exception>
    public async Task CheckAsync(PreparedOperation operation, Viewer viewer, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(viewer, cancellation);
        engine.Check(operation, new ProductSession(snapshot));
    }

    /// <summary>Events of an operation that are read at once.</summary>
    public int MostOf(EventInterest interest) => engine.RowsAtOnce(interest.Operation, Most);

    /// <summary>The number of a tenant's newest event.</summary>
    public async Task<long> NewestAsync(Viewer job, CancellationToken cancellation)
    {
        await using var db = database.Open(job);
        return await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(tenant => tenant.LastEventNumber).SingleAsync(cancellation);
    }

    /// <summary>All events behind a number, the first of them, with where they happened.</summary>
    /// <param name="job">Who sees the whole tenant.</param>
    /// <param name="number">The number.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<EventHead>> HeadsAsync(Viewer job, long number, CancellationToken cancellation)
    {
        // Of one state: a server that reads row by row could meet an event and have missed one before it.
        await using var snapshot = await database.BeginSnapshotAsync(job, cancellation);
        var db = snapshot.Db;
        var heads = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(told => told.Number > number).OrderBy(told => told.Number)
            .Select(told => new { told.Number, told.Id, told.Kind, told.RecordedAt }).Take(Most).ToListAsync(cancellation);
        if (heads.Count == 0) return [];
        var last = heads[^1].Number;
        var scopes = (await db.EventScopes.Where(scope => scope.Number > number && scope.Number <= last).Select(scope => new { scope.Number, scope.AncestorId }).ToListAsync(cancellation))
            .ToLookup(scope => scope.Number, scope => scope.AncestorId);
        return [.. heads.Select(head => new EventHead(head.Number, head.Id, head.Kind, [.. scopes[head.Number]]) { RecordedAt = head.RecordedAt })];
    }

    /// <summary>What an interest shows of some events; the others are left out.</summary>
    public async Task<IReadOnlyList<(EventHead Head, EventMessage Message)>> MessagesAsync(EventInterest interest, IReadOnlyList<EventHead> heads, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(interest.Viewer, cancellation);
        return await MessagesAsync(interest, new ProductSession(snapshot), heads, cancellation);
    }

    /// <summary>What an interest shows of the events behind a number, up to another: the first of them, and how far that goes.</summary>
    public async Task<(IReadOnlyList<(EventHead Head, EventMessage Message)> Messages, long Number)> PageAsync(EventInterest interest, long number, long until, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(interest.Viewer, cancellation);
        var session = new ProductSession(snapshot);
        var (droppedFilters, most) = (session.DroppedFilters, MostOf(interest));
        // Whoever reads more slowly than events expire comes back, and is told so.
        await EventCursor.CheckAsync(session.Db, number, cancellation);
        var seen = session.Db.Events.IgnoreQueryFilters(droppedFilters);
        var heads = await EventPages.Behind(session.Db, seen, interest.Under ?? interest.Viewer.SubtreeRootId, number)
            .Where(told => told.Number <= until).OfKinds(interest.Kinds)
            .OrderBy(told => told.Number).Select(told => new EventHead(told.Number, told.Id, told.Kind, null)).Take(most).ToListAsync(cancellation);
        return (await MessagesAsync(interest, session, heads, cancellation), heads.Count < most ? until : heads[^1].Number);
    }

    async Task<IReadOnlyList<(EventHead, EventMessage)>> MessagesAsync(EventInterest interest, ProductSession session, IReadOnlyList<EventHead> heads, CancellationToken cancellation)
    {
        if (heads.Count == 0) return [];
        var answers = await engine.AnswerAsync(interest.Operation, session, [.. heads.Select(head => head.Id)], cancellation);
        var messages = new List<(EventHead, EventMessage)>(heads.Count);
        for (var i = 0; i < heads.Count; i++)
            if (answers[i] is { } answer) messages.Add((heads[i], new(EventCursor.Of(heads[i].Id).ToString(), answer)));
        return messages;
    }
}
