using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>What is sent of one event.</summary>
/// <param name="Number">The event's number.</param>
/// <param name="EventId">The event.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Body">What is sent; null where the webhook does not see the event.</param>
sealed record WebhookMessage(long Number, Guid EventId, EventKind Kind, byte[]? Body)
{
    /// <summary>What names it to the back end, in every attempt.</summary>
    public string Id => EventCursor.Of(EventId).ToString();
}

/// <summary>Messages of the log behind a number.</summary>
/// <param name="Messages">Those that the webhook is sent, in order.</param>
/// <param name="Until">The number up to which there are no others.</param>
sealed record WebhookPage(IReadOnlyList<WebhookMessage> Messages, long Until);

/// <summary>Reads the log for one webhook: what it is sent, as it sees it now.</summary>
sealed class WebhookMessages(GraphEngine<CspGraphDb, Viewer> engine, Database database)
{
    /// <summary>What it is sent of the events behind a number, the first of them.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="number">The number.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where the data has changed since the webhook was read.</returns>
    /// <exception cref="GraphException">CURSOR_EXPIRED: events behind the number are no longer kept.</exception>
    public async Task<WebhookPage?> BehindAsync(WebhookInForce webhook, long number, int most, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(webhook.Viewer, cancellation);
        if (snapshot.Version != webhook.Version) return null;
        var session = new ProductSession(snapshot);
        await EventCursor.CheckAsync(session.Db, number, cancellation);
        var newest = await session.Db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(tenant => tenant.LastEventNumber).SingleAsync(cancellation);
        if (newest == number) return new([], newest);
        var heads = await Fitting(session, webhook, number).Where(told => told.Number <= newest).OrderBy(told => told.Number).Select(Head).Take(most).ToListAsync(cancellation);
        return new([.. (await RenderedAsync(webhook, session, heads, cancellation)).Where(message => message.Body is not null)], heads.Count < most ? newest : heads[^1].Number);
    }

    /// <summary>How many events may be read at once.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="most">And no more than these.</param>
    public int MostOf(WebhookInForce webhook, int most) => engine.RowsAtOnce(webhook.Operation, most);

    /// <summary>What it is sent of some events, in no order: those that it is not sent, by what it asks for now, are left out.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> OfAsync(WebhookInForce webhook, IReadOnlyList<Guid> events, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(webhook.Viewer, cancellation);
        var session = new ProductSession(snapshot);
        // In an order that is asked for SQLite would read the whole log, rather than find each by its id.
        var wanted = Wanted(session, webhook);
        if (webhook.Row.UnderId is { } under) wanted = wanted.Where(told => session.Db.EventScopes.Any(scope => scope.Number == told.Number && scope.AncestorId == under));
        var heads = await wanted.Where(told => events.Contains(told.Id)).Select(Head).ToListAsync(cancellation);
        return await RenderedAsync(webhook, session, heads, cancellation);
    }

    /// <summary>The newest event that it would be sent; null where there is none.</summary>
    public async Task<WebhookMessage?> NewestAsync(WebhookInForce webhook, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(webhook.Viewer, cancellation);
        var session = new ProductSession(snapshot);
        var heads = await Fitting(session, webhook, number: 0).OrderByDescending(told => told.Number).Select(Head).Take(1).ToListAsync(cancellation);
        return (await RenderedAsync(webhook, session, heads, cancellation)).FirstOrDefault(message => message.Body is not null);
    }

    static IQueryable<EventRecord> Fitting(ProductSession session, WebhookInForce webhook, long number) =>
        EventPages.Behind(session.Db, Wanted(session, webhook), webhook.Row.UnderId ?? webhook.Viewer.SubtreeRootId, number);

    /// <summary>Of what it sees, what it asks for, wherever that happened.</summary>
    static IQueryable<EventRecord> Wanted(ProductSession session, WebhookInForce webhook)
    {
        var droppedFilters = session.DroppedFilters;
        var seen = session.Db.Events.IgnoreQueryFilters(droppedFilters);
        if (webhook.Row.CustomerId is { } customer) seen = seen.Where(told => told.CustomerId == customer);
        if (WebhookTopics.AtLeast(webhook.Row.MinimumSeverity) is { } severities) seen = seen.Where(told => EF.MultipleParameters(severities).Contains(told.Severity!.Value));
        return seen.OfKinds(webhook.Kinds);
    }

    static readonly System.Linq.Expressions.Expression<Func<EventRecord, EventLine>> Head = told => new(told.Number, told.Id, told.Kind, told.OccurredAt);

    async Task<IReadOnlyList<WebhookMessage>> RenderedAsync(WebhookInForce webhook, ProductSession session, IReadOnlyList<EventLine> heads, CancellationToken cancellation)
    {
        if (heads.Count == 0) return [];
        var answers = await engine.AnswerAsync(webhook.Operation, session, [.. heads.Select(head => head.Id)], cancellation);
        return [.. heads.Zip(answers, (head, answer) => new WebhookMessage(head.Number, head.Id, head.Kind, answer is { } shown ? WebhookDocuments.Body(head.Kind, head.OccurredAt, shown) : null))];
    }

    sealed record EventLine(long Number, Guid Id, EventKind Kind, DateTime OccurredAt);
}
