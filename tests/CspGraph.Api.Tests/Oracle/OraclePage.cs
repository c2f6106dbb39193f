using System.Globalization;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Webhooks;
using GraphQL;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>One page of a connection. Its cursors are the rows' own keys, and when they were read, which only the oracle understands.</summary>
sealed record OraclePage(IReadOnlyList<OracleEdge> Edges, IReadOnlyList<object> Nodes, OraclePageInfo PageInfo, IReadOnlyList<object> Fitting)
{
    public int TotalCount => Fitting.Count;

    /// <summary>Of renewals only.</summary>
    public IReadOnlyList<Figure>? AtStake { get; init; }

    /// <summary>Starts what must not be compared, because each side has its own.</summary>
    public const string CursorMark = "cursor of ";

    public static OraclePage Of(OracleType type, IEnumerable<object> candidates, IResolveFieldContext context, Sight sight, string? listedBy = null)
    {
        var order = Order(context);
        // An invoice's lines come in its file's order.
        if (order.Count == 0 && type.Entity == typeof(InvoiceLine)) order.Add(("lineNumber", false));
        if (order.Count == 0 && listedBy is not null) order.Add((listedBy, false));
        if (order.Count == 0 && type.Entity == typeof(SeatCount)) order.Add(("since", false));
        // What was told last comes first.
        if (order.Count == 0 && type.Entity == typeof(Alert)) order.Add(("toldAt", true));
        if (order.Count == 0 && type.Entity == typeof(Webhook)) order.Add(("createdAt", false));
        if (order.Count == 0 && type.Entity == typeof(WebhookDelivery)) order.Add(("firstAttemptAt", true));
        var fitting = candidates.Where(row => OracleFilter.Fits(type, row, context.GetArgument<object?>("where"), sight)).ToList();
        fitting.Sort(Compare);
        var (after, before) = (Place("after"), Place("before"));
        var between = fitting.Where(row => (after is null || Compare(row, after) > 0) && (before is null || Compare(row, before) < 0)).ToList();
        var last = context.GetArgument<int?>("last");
        var size = last ?? context.GetArgument<int?>("first") ?? 25;
        var rows = last is null ? between.Take(size).ToList() : between.TakeLast(size).ToList();
        var isCut = between.Count > size;
        return new OraclePage(
            [.. rows.Select(row => new OracleEdge(CursorOf(row), row))],
            rows,
            new OraclePageInfo(
                HasNextPage: last is null ? isCut : before is not null,
                HasPreviousPage: last is null ? after is not null : isCut,
                StartCursor: rows.Count == 0 ? null : CursorOf(rows[0]),
                EndCursor: rows.Count == 0 ? null : CursorOf(rows[^1])),
            fitting);

        object? Place(string argument) => context.GetArgument<string?>(argument)?[CursorMark.Length..].Split('@') is [var key, var generation]
            ? sight.At(int.Parse(generation, CultureInfo.InvariantCulture), type.Entity, Guid.Parse(key))
            : null;

        string CursorOf(object row) => $"{CursorMark}{OracleType.Key(row)}@{sight.Generation}";

        int Compare(object one, object other)
        {
            foreach (var (field, descending) in order)
            {
                var (a, b) = (type.Column(one, field), type.Column(other, field));
                var compared = (a, b) switch
                {
                    (null, null) => 0,
                    (null, _) => 1,
                    (_, null) => -1,
                    _ => OracleValue.Compare(a, b) * (descending ? -1 : 1),
                };
                if (compared != 0) return compared;
            }
            return OracleValue.Compare(OracleType.Key(one), OracleType.Key(other)) * (order.Count > 0 && order[^1].Descending ? -1 : 1);
        }
    }

    static List<(string Field, bool Descending)> Order(IResolveFieldContext context) =>
        [.. (context.GetArgument<List<object>?>("order") ?? []).Cast<IDictionary<string, object?>>().Select(term => term.Single()).Select(term => (term.Key, (string)term.Value! == "DESC"))];
}

sealed record OracleEdge(string Cursor, object Node);

sealed record OraclePageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
