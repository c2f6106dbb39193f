using CspGraph.Api.Events;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Events;

/// <summary>A tenant's log as its rows have it, read by nothing that the product reads it with.</summary>
sealed class ToldEvents
{
    readonly IReadOnlyList<(long Number, Guid Id)> all;
    readonly ILookup<Guid, long> scopes;

    ToldEvents(IReadOnlyList<(long, Guid)> all, ILookup<Guid, long> scopes, ILookup<EventKind, string> subjects) => (this.all, this.scopes, Subjects) = (all, scopes, subjects);

    public int Count => all.Count;

    /// <summary>Of whom each kind was told: once for each event.</summary>
    public ILookup<EventKind, string> Subjects { get; }

    public bool HasGaps => !all.Select(told => told.Number).SequenceEqual(Enumerable.Range(1, all.Count).Select(number => (long)number));

    public static async Task<ToldEvents> ReadAsync(Database database, Viewer admin, CancellationToken cancellation)
    {
        await using var db = database.Open(admin);
        var rows = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).OrderBy(told => told.Number).Select(told => new { told.Number, told.Id, told.Kind, told.SubjectId }).ToListAsync(cancellation);
        var scopes = await db.EventScopes.Select(scope => new { scope.Number, scope.AncestorId }).ToListAsync(cancellation);
        return new([.. rows.Select(row => (row.Number, row.Id))], scopes.ToLookup(scope => scope.AncestorId, scope => scope.Number), rows.ToLookup(row => row.Kind, row => row.SubjectId));
    }

    /// <summary>The cursors of what happened at or under a reseller, in order; null for the whole tenant.</summary>
    public IReadOnlyList<string> Under(Guid? root)
    {
        var numbers = root is { } id ? scopes[id].ToHashSet() : null;
        return [.. all.Where(told => numbers?.Contains(told.Number) is not false).Select(told => EventCursor.Of(told.Id).ToString())];
    }
}
