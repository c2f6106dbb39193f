using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Events;

/// <summary>What every event tells, whatever has happened.</summary>
abstract class EventFields : EntityType<EventRecord, CspGraphDb, Viewer>
{
    protected EventFields(string name, string plural, string description) : base(name, plural, idTag: null, description)
    {
        // What is told is never told otherwise, but who sees it changes.
        NotCached();
        Computed("id", (told, viewer) => EventCursor.Of(told.Id), "Its global id: the same in every answer, in every stream and for every viewer.");
        Computed("cursor", (told, viewer) => EventCursor.Of(told.Id).ToString(), "Its place in the log: with it as \"after\", or as Last-Event-ID, a query or subscription goes on behind it. Opaque.");
        Column(told => told.Kind, "What has happened.").Filterable();
        Column(told => told.OccurredAt, "When it happened.").Filterable();
        Column(told => told.RecordedAt, "When it was recorded: events come in the order of their commits, which clocks need not agree with.").Filterable();
        Column("subject", told => told.SubjectId, "The global id of what it is about.").As("ID").Filterable();
        Reference<Reseller>("reseller", told => told.ResellerId, "Under whom it happened; null for what concerns the whole tenant.").Filterable();
        Reference<Customer>("customer", told => told.CustomerId, "The customer it concerns, as it is now; null for none, and where it is there no more.").Filterable();
        Reference<CspSubscription>("subscription", told => told.SubscriptionId, "The subscription it concerns, as it is now; null for none, and where it is there no more.").Filterable();
    }

    /// <summary>What else is told, as it was written; null where it was not.</summary>
    protected static T? Details<T>(string? details) where T : class => string.IsNullOrEmpty(details) ? null : JsonSerializer.Deserialize<T>(details, ChangeJson.Options);
}

/// <summary>An event of any kind: each is shown by the type of its kind.</summary>
sealed class EventType : EventFields
{
    readonly IReadOnlyList<EventKindType> shown = EventKinds.All();

    public EventType() : base("Event", "Events", "Something that has happened. It is seen where what it is about was under the viewer then, and is now.") =>
        ShownAs(told => told.Kind, shown.SelectMany(type => type.Kinds.Select(kind => (kind.Value, (EntityType)type))));

    /// <summary>The type that shows some of the kinds.</summary>
    public TShown Shown<TShown>() where TShown : EventKindType => shown.OfType<TShown>().Single();

    public static readonly EnumType<EventKind> Kind = new("EventKind", "What can happen.", [.. EventKinds.All().SelectMany(type => type.Kinds)]);

    public static readonly EnumType<EventSeverity> Severity = new("EventSeverity", "How much an event matters.",
        (EventSeverity.Information, "To be known."),
        (EventSeverity.Warning, "To be looked at."),
        (EventSeverity.Critical, "To be acted on at once."));
}

/// <summary>The type that shows the events of one kind, or of several that tell the same.</summary>
abstract class EventKindType(string name, string description, params (EventKind Value, string Description)[] kinds) : EventFields(name, name + "s", description)
{
    public IReadOnlyList<(EventKind Value, string Description)> Kinds { get; } = kinds;

    /// <summary>An amount at Microsoft's price; null where its currency is not known.</summary>
    protected static Figure? Cost(decimal? amount, string? currency, DateTime asOf, bool visible) => currency is null ? null : Figure.OfCost(amount, currency, asOf, visible);
}
