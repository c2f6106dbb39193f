using System.Linq.Expressions;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Alerts;

/// <summary>What a watch has to say in one transaction: notices, so that it is said once; events, that say it; and alerts, that are there until somebody has seen to it.</summary>
sealed class AlertBook : IAsyncDisposable
{
    const int SettledAtOnce = 5_000;

    readonly JobRun run;
    readonly TenantTransaction transaction;
    readonly List<Notice> notices = [];
    readonly List<EventRecord> events = [];
    readonly List<Alert> raised = [];
    readonly BulkUpdate<Alert> updates;
    readonly Dictionary<(AlertKind, Guid), List<Alert>> alerts = [];
    readonly HashSet<Alert> changed = [];

    AlertBook(JobRun run, TenantTransaction transaction) => (this.run, this.transaction, updates) = (run, transaction, new(transaction.Db));

    /// <summary>Begins a transaction of a job.</summary>
    public static async Task<AlertBook> BeginAsync(JobRun run) => new(run, await run.BeginAsync());

    public CspGraphDb Db => transaction.Db;
    public Ids Ids => run.Database.Ids;
    public DateTime Now => run.Now;

    /// <summary>Makes known what alerts there are about some subjects: to be called before they are raised or settled.</summary>
    /// <param name="kind">Of this kind.</param>
    /// <param name="subjects">About these.</param>
    /// <param name="since">Of which there was something to tell since this day.</param>
    public async Task LoadAsync(AlertKind kind, IReadOnlyCollection<Guid> subjects, DateOnly since = default)
    {
        foreach (var alert in await ReadAsync(Db, kind, subjects, since, run.Cancellation)) Add(alert);
    }

    /// <summary>What there is about some subjects, to look whether it is worth a transaction.</summary>
    /// <inheritdoc cref="LoadAsync"/>
    public static async Task<List<Alert>> ReadAsync(CspGraphDb db, AlertKind kind, IReadOnlyCollection<Guid> subjects, DateOnly since, CancellationToken cancellation)
    {
        var read = new List<Alert>();
        foreach (var batch in subjects.Distinct().Chunk(500))
            read.AddRange(await db.Alerts.Whole().AsNoTracking().Where(row => batch.Contains(row.SubjectKey) && row.Kind == kind && row.LastDay >= since).ToListAsync(cancellation));
        return read;
    }

    /// <summary>The alerts that are known of a kind about a subject.</summary>
    public IReadOnlyList<Alert> Of(AlertKind kind, Guid subject) => alerts.TryGetValue((kind, subject), out var known) ? known : [];

    /// <summary>Says that something is said, or is never to be.</summary>
    public void Note(EventKind kind, Guid subject, DateOnly day, int threshold = 0, Guid entitlement = default, string currency = "") =>
        notices.Add(new() { Kind = kind, SubjectKey = subject, EntitlementId = entitlement, Day = day, Threshold = threshold, Currency = currency, SaidAt = Now });

    public void Tell(EventRecord told) => events.Add(told);

    /// <summary>Raises an alert, or adds to the one that is there already: what was settled stays so, unless it matters more than before.</summary>
    public Alert Raise(Alert alert)
    {
        if (Of(alert.Kind, alert.SubjectKey).FirstOrDefault(other => (other.EntitlementId, other.Day) == (alert.EntitlementId, alert.Day) && (alert.Kind is not AlertKind.SpendSpike || other.Currency == alert.Currency)) is not { } known)
        {
            // A new row's version, which the context would count.
            alert.Version = 1;
            raised.Add(alert);
            changed.Add(alert);
            Add(alert);
            return alert;
        }
        Change(known);
        if (known.Severity < alert.Severity) (known.Severity, known.Status, known.ResolvedAt) = (alert.Severity, known.Status is AlertStatus.Resolved ? AlertStatus.Open : known.Status, null);
        (known.Threshold, known.Outcome, known.Amount, known.Baseline, known.Currency) = (alert.Threshold, alert.Outcome, alert.Amount, alert.Baseline, alert.Currency);
        if (known.LastDay < alert.LastDay) known.LastDay = alert.LastDay;
        (known.ToldAt, known.Occurrences) = (Now, known.Occurrences + 1);
        return known;
    }

    /// <summary>Settles an alert whose cause is gone.</summary>
    public void Settle(Alert alert)
    {
        if (alert.Status is AlertStatus.Resolved) return;
        Change(alert);
        (alert.Status, alert.ResolvedAt) = (AlertStatus.Resolved, Now);
    }

    /// <summary>Settles all alerts whose cause is gone, in as many transactions as it takes.</summary>
    /// <param name="run">The job.</param>
    /// <param name="db">Where they are looked for.</param>
    /// <param name="kind">Of this kind.</param>
    /// <param name="isOver">Whether the cause of one is gone.</param>
    public static async Task SettleAsync(JobRun run, CspGraphDb db, AlertKind kind, Expression<Func<Alert, bool>> isOver)
    {
        var over = await db.Alerts.Whole().Where(row => row.Kind == kind && row.Status != AlertStatus.Resolved).Where(isOver).Select(row => row.SubjectKey).ToListAsync(run.Cancellation);
        if (over.Count == 0) return;
        var isStillOver = isOver.Compile();
        foreach (var batch in over.Distinct().Chunk(SettledAtOnce))
        {
            await using var book = await BeginAsync(run);
            await book.LoadAsync(kind, batch);
            foreach (var alert in batch.SelectMany(id => book.Of(kind, id)).Where(isStillOver)) book.Settle(alert);
            await book.CommitAsync();
        }
    }

    /// <summary>To be called before a known alert is changed.</summary>
    public void Change(Alert alert)
    {
        if (changed.Add(alert)) updates.Watch(alert);
    }

    /// <summary>Writes and commits all of it, or nothing; nothing at all where there is nothing to say.</summary>
    public async Task CommitAsync()
    {
        if (notices.Count + events.Count + changed.Count == 0) return;
        await BulkInsert.WriteAsync(Db, notices, run.Cancellation);
        // What is about one customer lies together in most of the indexes: its ids were made together.
        await BulkInsert.WriteAsync<Alert>(Db, raised.OrderBy(alert => alert.SubjectKey), run.Cancellation);
        await updates.WriteAsync(run.Cancellation);
        await Db.AppendAsync(events, run.Cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        run.Told += events.Count;
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();

    void Add(Alert alert)
    {
        if (!alerts.TryGetValue((alert.Kind, alert.SubjectKey), out var known)) alerts.Add((alert.Kind, alert.SubjectKey), known = []);
        known.Add(alert);
    }
}
