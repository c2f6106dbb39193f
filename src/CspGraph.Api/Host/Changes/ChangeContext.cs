using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Changes;

/// <summary>What a change works with: its transaction's rows, who asks, the time, and where it tells what has happened.</summary>
sealed class ChangeContext(CspGraphDb db, Caller caller, Ids ids, DateTime now, object? answer, CancellationToken cancellation)
{
    readonly List<EventRecord> events = [];

    public CspGraphDb Db { get; } = db;
    public Viewer Viewer { get; } = caller.Viewer;
    public Actor Actor { get; } = caller.Actor;
    public DateTime Now { get; } = now;
    /// <summary>What the change has found out before.</summary>
    public object? Answer { get; } = answer;
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What the change tells, numbered when its transaction ends.</summary>
    public IReadOnlyList<EventRecord> Events => events;

    public Ids Ids { get; } = ids;

    public Guid NewId() => Ids.Next();

    /// <summary>A table as the viewer sees it, tracked.</summary>
    public IQueryable<TEntity> Rows<TEntity>() where TEntity : class => Viewer.SeesWholeTenant ? Db.Set<TEntity>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]) : Db.Set<TEntity>();

    /// <summary>Tells something that is put into words already.</summary>
    public void Tell(EventRecord told) => events.Add(told);

    /// <summary>Tells that something has happened now.</summary>
    /// <param name="kind">What.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="reseller">Under whom; null for what concerns the whole tenant.</param>
    /// <param name="customer">The customer it concerns; null for none.</param>
    /// <param name="subscription">The subscription it concerns; null for none.</param>
    /// <param name="details">What else there is to tell: an object that becomes JSON; null for nothing.</param>
    public void Tell(EventKind kind, NodeId subject, Guid? reseller, Guid? customer = null, Guid? subscription = null, object? details = null) => events.Add(new EventRecord
    {
        Id = NewId(),
        Kind = kind,
        OccurredAt = Now,
        RecordedAt = Now,
        SubjectId = subject.ToString(),
        ResellerId = reseller,
        CustomerId = customer,
        SubscriptionId = subscription,
        Details = details is null ? null : JsonSerializer.Serialize(details, ChangeJson.Options),
    });

    /// <summary>Why a row that was changed meanwhile is left as it is; null when the client has seen its newest state, or does not ask.</summary>
    /// <param name="row">The row; null for one that is not there, which has version 0.</param>
    /// <param name="expected">What the client has seen; null when it does not ask.</param>
    public static Objection? Stale(IVersioned? row, int? expected) => expected is { } seen && seen != (row?.Version ?? 0)
        ? new Objection(ObjectionCodes.VersionMismatch, $"It was changed since: it has version {row?.Version ?? 0}, not {seen}.", "expectedVersion")
        : null;
}
