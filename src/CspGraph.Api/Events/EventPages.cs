using System.Collections;
using System.Globalization;
using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Events;

/// <summary>Pages of the log: which events a viewer sees of it.</summary>
static class EventPages
{
    public static readonly Argument Kinds = new("kinds", "[EventKind!]", "Only events of these kinds; all when it is not given.");
    public static readonly Argument Under = new("under", "ID", "Only what happened at or under this reseller, as the tree was then.");

    public static async Task<LogPage> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var first = context.Argument<int>("first");
        if (first is < 1 or > GraphEngineOptions.MaxPage) throw new GraphException(GraphErrorCodes.BadUserInput, $"first is {first}: a page has 1 to {GraphEngineOptions.MaxPage} objects.");
        var after = context.Argument<string?>("after");
        var number = after is null ? 0 : await EventCursor.NumberAsync(context.Db, after, context.Cancellation);
        var under = await UnderAsync(context.Rows<Reseller>(), context.Argument<object?>(Under.Name), context.Cancellation);
        var kinds = KindsOf(context.Argument<object?>(Kinds.Name));
        var ids = await Behind(context.Db, context.Rows<EventRecord>(), under ?? context.Viewer.SubtreeRootId, number)
            .OfKinds(kinds).OrderBy(told => told.Number).Select(told => told.Id).Take(first + 1).ToListAsync(context.Cancellation);
        return new([.. ids.Take(first)], HasPrevious: after is not null && number > 0, HasNext: ids.Count > first);
    }

    /// <summary>Events behind a number. Those of a subtree are found by where they happened, however much happens elsewhere.</summary>
    public static IQueryable<EventRecord> Behind(CspGraphDb db, IQueryable<EventRecord> seen, Guid? root, long number) => root is { } under
        ? db.EventScopes.Where(scope => scope.AncestorId == under && scope.Number > number).Join(seen, scope => scope.Number, told => told.Number, (scope, told) => told)
        : seen.Where(told => told.Number > number);

    /// <summary>Those of some kinds; all for null.</summary>
    /// <remarks>Each kind is a parameter of its own: a server refuses to compare what OPENJSON returns with a column of another collation.</remarks>
    public static IQueryable<EventRecord> OfKinds(this IQueryable<EventRecord> events, IReadOnlyList<EventKind>? kinds) =>
        kinds is null ? events : events.Where(told => EF.MultipleParameters(kinds).Contains(told.Kind));

    /// <summary>The kinds that are asked for; null for all.</summary>
    public static IReadOnlyList<EventKind>? KindsOf(object? argument) => argument switch
    {
        null => null,
        IEnumerable kinds => [.. kinds.Cast<EventKind>()],
        _ => [(EventKind)argument],
    };

    /// <exception cref="GraphException">NOT_FOUND: there is no such reseller, or none that the viewer sees.</exception>
    public static async Task<Guid?> UnderAsync(IQueryable<Reseller> seen, object? argument, CancellationToken cancellation)
    {
        if (argument is null) return null;
        return NodeId.TryParse(Convert.ToString(argument, CultureInfo.InvariantCulture)!, out var id) && id.Tag == ResellerType.Tag && await seen.AnyAsync(row => row.Id == id.Key, cancellation)
            ? id.Key
            : throw new GraphException(ObjectionCodes.NotFound, "under names no reseller.");
    }
}
