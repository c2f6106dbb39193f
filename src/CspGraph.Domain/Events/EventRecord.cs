using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Events;

/// <summary>Something that has happened in a tenant, numbered without gaps in the order in which it was committed.</summary>
public sealed class EventRecord : IResellerOwned
{
    /// <summary>The kinds that only who manages access sees.</summary>
    public static readonly IReadOnlyList<EventKind> OfAccess =
        [EventKind.ApiKeyCreated, EventKind.ApiKeyRevoked, EventKind.MembershipChanged, EventKind.WebhookCreated, EventKind.WebhookChanged, EventKind.WebhookDeleted, EventKind.WebhookDisabled];

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>From 1 on; given when the transaction is about to end.</summary>
    public long Number { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant. Who knows it can go on behind the event.</summary>
    public required Guid Id { get; init; }
    /// <summary>What has happened.</summary>
    public required EventKind Kind { get; init; }
    /// <summary>When it happened (UTC).</summary>
    public required DateTime OccurredAt { get; init; }
    /// <summary>When it was recorded (UTC).</summary>
    public required DateTime RecordedAt { get; init; }
    /// <summary>The global id of what it is about.</summary>
    public required string SubjectId { get; init; }
    /// <summary>The reseller under whom it happened; null for what concerns the whole tenant.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The customer it concerns; null for none.</summary>
    public Guid? CustomerId { get; init; }
    /// <summary>The subscription it concerns; null for none, and for one that is there no more.</summary>
    public Guid? SubscriptionId { get; init; }
    /// <summary>The day it looks at: on which a subscription renews, or of which a spend is; null for none.</summary>
    public DateOnly? Day { get; init; }
    /// <summary>What was reached: days before a renewal, or percent of a budget; null for none.</summary>
    public int? Threshold { get; init; }
    /// <summary>Whether it is told later than on the day that it was due on; null where nothing is due.</summary>
    public bool? IsLate { get; init; }
    /// <summary>What will become of the subscription on that day, as things stand; null for none.</summary>
    public RenewalOutcome? Outcome { get; init; }
    /// <summary>Seats; null for none.</summary>
    public int? Quantity { get; init; }
    /// <summary>What is at stake, or was spent; null where it is not known.</summary>
    public decimal? Amount { get; init; }
    /// <summary>What the amount is held against; null for nothing.</summary>
    public decimal? Baseline { get; init; }
    /// <summary>The currency of both, ISO 4217; null without either.</summary>
    public string? Currency { get; init; }
    /// <summary>How much it matters; null where nobody judged.</summary>
    public EventSeverity? Severity { get; init; }
    /// <summary>What else there is to tell, as a JSON object; null for nothing.</summary>
    public string? Details { get; init; }
}

/// <summary>That an event happened under a reseller: under each one that was above its subject when it was numbered, and its own. Where a tree is changed later, this stays as it was.</summary>
public sealed class EventScope : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The event's number.</summary>
    public required long Number { get; init; }
    /// <summary>A reseller under whom it happened.</summary>
    public required Guid AncestorId { get; init; }
}

/// <summary>How much an event matters.</summary>
public enum EventSeverity
{
    /// <summary>To be known.</summary>
    Information,
    /// <summary>To be looked at.</summary>
    Warning,
    /// <summary>To be acted on at once.</summary>
    Critical,
}
