using System.Text.Json;
using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What an import tells has happened: who moved, what became of subscriptions, and that it succeeded.</summary>
/// <remarks>
/// Rows are written as often as a file or a superseded invoice asks for, and may end as they began. So nothing is told as it is written: at the end
/// what was touched is read twice, as the import's own transaction has it and as all others still see it.
/// </remarks>
sealed class ImportNews
{
    const int RowsPerRead = 500;
    const int EventsPerCollection = 5_000;

    readonly List<Move> resellers = [];
    readonly List<Move> customers = [];
    /// <summary>As they were read: a list of them all would be copied as it grows.</summary>
    readonly List<SubscriptionNews[]> subscriptions = [];

    readonly record struct Move(Guid Id, Guid? From, Guid? To);

    /// <summary>Finds out what there is to tell, and keeps the seats that subscriptions have from now on.</summary>
    /// <param name="database">Where others read.</param>
    /// <param name="db">In the import's transaction.</param>
    /// <param name="touched">What it has written.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<ImportNews> ReadAsync(Database database, CspGraphDb db, TouchedRows touched, CancellationToken cancellation)
    {
        var news = new ImportNews();
        if (touched.IsEmpty) return news;
        await using var committed = database.Open(db.Viewer);
        // On SQL Server only a snapshot shows what is committed of rows that are locked.
        await using var snapshot = await committed.BeginSnapshotAsync(cancellation);
        foreach (var ids in Batches([.. touched.Resellers]))
            await AddAsync(news.resellers, committed.Resellers.Whole().Where(row => ids.Contains(row.Id)).Select(row => new Place(row.Id, row.ParentId)),
                db.Resellers.Whole().Where(row => ids.Contains(row.Id)).Select(row => new Place(row.Id, row.ParentId)), cancellation);
        foreach (var ids in Batches([.. touched.Customers]))
            await AddAsync(news.customers, committed.Customers.Whole().Where(row => ids.Contains(row.Id)).Select(row => new Place(row.Id, row.ResellerId)),
                db.Customers.Whole().Where(row => ids.Contains(row.Id)).Select(row => new Place(row.Id, row.ResellerId)), cancellation);
        await news.ReadSubscriptionsAsync(committed, db, touched.TakeSubscriptions(), new SeatHistory(db, database.Ids, cancellation), cancellation);
        return news;
    }

    async Task ReadSubscriptionsAsync(CspGraphDb committed, CspGraphDb db, Guid[] touched, SeatHistory seats, CancellationToken cancellation)
    {
        var moves = customers.ToDictionary(move => move.Id);
        var places = new Dictionary<SubscriptionPlace, SubscriptionPlace>();
        foreach (var ids in Batches(touched))
        {
            subscriptions.Add(await ReadAsync(ids));
            // Left alone, the collector would come only when the rows had filled a multiple of what they need.
            GC.Collect(1);
        }

        async Task<SubscriptionNews[]> ReadAsync(Guid[] ids)
        {
            var before = await committed.Subscriptions.Whole().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            var after = await db.Subscriptions.Whole().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            await seats.KeepAsync(before, after.Values);
            return [.. ids.Select(id => SubscriptionNews.Of(before.GetValueOrDefault(id), after.GetValueOrDefault(id), places)).OfType<SubscriptionNews>().Where(told => !Follows(told, before))];
        }

        // That one followed its customer is told with the customer.
        bool Follows(SubscriptionNews told, Dictionary<Guid, CspSubscription> before) => told.IsOfResellerAlone
            && moves.TryGetValue(told.Place.CustomerId, out var move) && (move.From, move.To) == (before[told.Id].ResellerId, told.Place.ResellerId);
    }

    /// <summary>How many events it is, but for those of verdicts.</summary>
    public int Count => resellers.Count + customers.Count + subscriptions.Sum(batch => batch.Length) + 1;

    /// <summary>The events, one by one.</summary>
    /// <param name="turned">Those of verdicts that turned by it.</param>
    /// <param name="run">The import, as it ends.</param>
    /// <param name="ids">Makes their ids.</param>
    /// <param name="now">When it ends (UTC).</param>
    public IEnumerable<EventRecord> Events(IEnumerable<EventRecord> turned, ImportRun run, Ids ids, DateTime now)
    {
        foreach (var (id, from, to) in resellers) yield return Told(EventKind.ResellerMoved, IdOf(id)!.Value.ToString(), id, details: Json(new { From = IdOf(from), To = IdOf(to) }));
        foreach (var (id, _, to) in customers) yield return Told(EventKind.CustomerMoved, new NodeId(CustomerType.Tag, id).ToString(), to, customer: id);
        // Of many that change, most change alike.
        var details = new Dictionary<int, string?> { [0] = null, [SubscriptionNews.Gone] = null };
        foreach (var (told, i) in subscriptions.SelectMany(batch => batch).Select((told, i) => (told, i)))
        {
            if (i % EventsPerCollection == EventsPerCollection - 1) GC.Collect();
            if (!details.TryGetValue(told.Fields, out var fields)) details.Add(told.Fields, fields = Json(new { Fields = SubscriptionNews.Names(told.Fields) }));
            yield return Told(told.Kind, new NodeId(CspSubscriptionType.Tag, told.Id).ToString(), told.Place.ResellerId, told.Place.CustomerId, told.Fields is SubscriptionNews.Gone ? null : told.Id, fields);
        }
        foreach (var verdict in turned) yield return verdict;
        yield return Told(EventKind.ImportSucceeded, ImportAnswer.IdOf(run.Id), reseller: null, details: Json(new { run.Kind, run.FileName, run.LineCount, run.Created, run.Updated }));

        EventRecord Told(EventKind kind, string subject, Guid? reseller, Guid? customer = null, Guid? subscription = null, string? details = null) => new()
        {
            Id = ids.Next(),
            Kind = kind,
            OccurredAt = now,
            RecordedAt = now,
            SubjectId = subject,
            ResellerId = reseller,
            CustomerId = customer,
            SubscriptionId = subscription,
            Details = details,
        };
    }

    sealed record Place(Guid Id, Guid? Under);

    /// <summary>Who was not there before has not moved, nor has who is there no more.</summary>
    static async Task AddAsync(List<Move> moves, IQueryable<Place> before, IQueryable<Place> after, CancellationToken cancellation)
    {
        var former = await before.ToDictionaryAsync(place => place.Id, place => place.Under, cancellation);
        foreach (var (id, to) in (await after.ToListAsync(cancellation)).OrderBy(place => place.Id))
            if (former.TryGetValue(id, out var from) && from != to) moves.Add(new(id, from, to));
    }

    /// <summary>Each once, in order.</summary>
    static IEnumerable<Guid[]> Batches(Guid[] ids)
    {
        Array.Sort(ids);
        return ids.Where((id, i) => i == 0 || id != ids[i - 1]).Chunk(RowsPerRead);
    }

    static NodeId? IdOf(Guid? reseller) => reseller is { } id ? new(ResellerType.Tag, id) : null;

    static string Json<T>(T details) => JsonSerializer.Serialize(details, ChangeJson.Options);
}
