using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Webhooks;

/// <summary>What became of one event at one webhook: written with the first attempt, and kept as long as the event. What was sent is not kept.</summary>
public sealed class WebhookDelivery : IResellerOwned
{
    /// <summary>Characters of an answer that are kept at most.</summary>
    public const int LongestResponse = 500;

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The event's number: with the webhook the key.</summary>
    public required long EventNumber { get; init; }
    /// <summary>The webhook.</summary>
    public required Guid WebhookId { get; init; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by the first attempt.</summary>
    public required Guid Id { get; init; }
    /// <summary>The event: its global id is what is sent as <c>webhook-id</c>, in every attempt.</summary>
    public required Guid EventId { get; init; }
    /// <summary>The event's kind.</summary>
    public required EventKind Topic { get; init; }
    /// <summary>The webhook's scope: who sees that sees this.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>Where it is.</summary>
    public required WebhookDeliveryStatus Status { get; set; }
    /// <summary>How often it was attempted since it was last asked for.</summary>
    public required int Attempts { get; set; }
    /// <summary>When it was first attempted (UTC).</summary>
    public required DateTime FirstAttemptAt { get; init; }
    /// <summary>When it was last attempted (UTC).</summary>
    public required DateTime LastAttemptAt { get; set; }
    /// <summary>From when on (UTC) it is to be attempted again; null for never.</summary>
    public DateTime? NextAttemptAt { get; set; }
    /// <summary>When it was delivered (UTC), for the last time; null when it was not.</summary>
    public DateTime? DeliveredAt { get; set; }
    /// <summary>The HTTP status of the last answer; null for none.</summary>
    public int? ResponseStatus { get; set; }
    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public DeliveryFailure? Failure { get; set; }
    /// <summary>What the last attempt was answered, its beginning, where it failed; null for nothing.</summary>
    public string? Response { get; set; }
    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public required int DurationMs { get; set; }
}

/// <summary>Where a delivery is.</summary>
public enum WebhookDeliveryStatus
{
    /// <summary>It was asked for again, and waits for its turn.</summary>
    Pending,
    /// <summary>It has failed, and is to be attempted again.</summary>
    Retrying,
    /// <summary>It was taken.</summary>
    Delivered,
    /// <summary>It was given up.</summary>
    Failed,
    /// <summary>When it was to be attempted again, the webhook saw the event no more: nothing was sent.</summary>
    Withheld,
}

/// <summary>Why an attempt failed.</summary>
public enum DeliveryFailure
{
    /// <summary>The answer had another status than 2xx.</summary>
    Refused,
    /// <summary>There was no whole answer in time.</summary>
    TimedOut,
    /// <summary>No connection could be made, or it broke.</summary>
    Unreachable,
    /// <summary>The address, or one that it redirected to, is none that may be called: see <see cref="PublicAddress"/>.</summary>
    AddressRefused,
    /// <summary>It redirected in a way that is not followed.</summary>
    Redirected,
    /// <summary>The other side could not prove who it is, or spoke no HTTP.</summary>
    ProtocolError,
}
