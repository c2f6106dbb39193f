using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Events;

/// <summary>A place in a tenant's log: behind one event, which the cursor names by its id.</summary>
/// <remarks>
/// Not by its number, which would tell how much happens in the tenant. An id is of one event only, so that a cursor of a
/// database that was replaced by an older copy leads nowhere in what has happened since.
/// </remarks>
static class EventCursor
{
    public const char Tag = 'V';

    /// <summary>Before everything that is still there.</summary>
    public static readonly string Start = Of(Guid.Empty).ToString();

    public static NodeId Of(Guid id) => new(Tag, id);

    /// <summary>The number behind which a cursor goes on.</summary>
    /// <param name="db">The tenant's rows.</param>
    /// <param name="cursor">As the client sent it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="GraphException">INVALID_CURSOR: it is none. CURSOR_EXPIRED: what it names is there no more, so what came behind it may be gone too.</exception>
    public static async Task<long> NumberAsync(CspGraphDb db, string cursor, CancellationToken cancellation)
    {
        if (!NodeId.TryParse(cursor, out var id) || id.Tag != Tag) throw new GraphException(GraphErrorCodes.InvalidCursor, "The cursor is no event's.");
        if (id.Key == Guid.Empty) return 0;
        // A place, not what stands there: whether the viewer sees the event is another matter.
        return await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.RightFilter]).Where(told => told.Id == id.Key).Select(told => (long?)told.Number).SingleOrDefaultAsync(cancellation)
            ?? throw Expired();
    }

    /// <summary>The number of the first event that is kept; null for none.</summary>
    public static Task<long?> FirstAsync(CspGraphDb db, CancellationToken cancellation) =>
        db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.RightFilter]).MinAsync(told => (long?)told.Number, cancellation);

    /// <summary>Makes sure that nothing behind a number is gone.</summary>
    /// <exception cref="GraphException">CURSOR_EXPIRED: something is.</exception>
    public static async Task CheckAsync(CspGraphDb db, long number, CancellationToken cancellation)
    {
        if (number > 0 && await FirstAsync(db, cancellation) > number + 1) throw Expired();
    }

    static GraphException Expired() =>
        new(ObjectionCodes.CursorExpired, "The event of the cursor is no longer kept, so events behind it may be missing: read again what you show, and go on behind extensions.oldestCursor.")
        {
            Extensions = new Dictionary<string, string> { ["oldestCursor"] = Start },
        };
}
