using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Events;

/// <summary>Something that has happened in a tenant, numbered without gaps in the order in which it was committed.</summary>
public sealed class EventRecord : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>From 1 on; given when the transaction is about to end.</summary>
    public long Number { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
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
    /// <summary>The subscription it concerns; null for none.</summary>
    public Guid? SubscriptionId { get; init; }
    /// <summary>What else there is to tell, as a JSON object; null for nothing.</summary>
    public string? Details { get; init; }
}

/// <summary>What can happen.</summary>
public enum EventKind
{
    /// <summary>An API key was made.</summary>
    ApiKeyCreated,
    /// <summary>An API key was revoked: it lets nobody in from this number on.</summary>
    ApiKeyRevoked,
    /// <summary>A membership was set, changed or ended.</summary>
    MembershipChanged,
    /// <summary>A reseller's verdict as Partner of Record turned.</summary>
    PartnerOfRecordTurned,
    /// <summary>A reseller, and all under it, came under another or directly under the distributor.</summary>
    ResellerMoved,
    /// <summary>A subscription was ordered.</summary>
    SubscriptionOrdered,
    /// <summary>A subscription has another Partner of Record.</summary>
    PartnerOfRecordAssigned,
    /// <summary>The state of a customer's agreement was recorded.</summary>
    AgreementRecorded,
}
