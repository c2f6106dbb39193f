using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Alerts;

/// <summary>Something that somebody should see to: one for each cause, however many events tell of it.</summary>
public sealed class Alert : IResellerOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the alert was opened.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is the matter.</summary>
    public required AlertKind Kind { get; init; }
    /// <summary>Our id of what it is about: of the subscription, else of the customer, else of the reseller, else of the tenant. With kind, Azure subscription, first day and currency it is the cause, of which there is one alert.</summary>
    public required Guid SubjectKey { get; init; }
    /// <summary>The Azure subscription it is about; all zeros for none.</summary>
    public Guid EntitlementId { get; init; }
    /// <summary>The day it looks at first: the last day of a term, the first of a budget's month, the first day of a spike.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>The newest day of which there was something to tell.</summary>
    public required DateOnly LastDay { get; set; }
    /// <summary>Who is to see to it: the reseller of what it is about; null for what concerns the whole tenant, and for direct customers.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The customer it concerns; null for none.</summary>
    public Guid? CustomerId { get; init; }
    /// <summary>The subscription it concerns; null for none.</summary>
    public Guid? SubscriptionId { get; init; }
    /// <summary>Whether somebody sees to it.</summary>
    public AlertStatus Status { get; set; }
    /// <summary>How much it matters: the most that was told.</summary>
    public required EventSeverity Severity { get; set; }
    /// <summary>What will become of the subscription, as it was last told; null for what is no renewal.</summary>
    public RenewalOutcome? Outcome { get; set; }
    /// <summary>What was last reached: days before a renewal, or percent; null for none.</summary>
    public int? Threshold { get; set; }
    /// <summary>What is at stake at Microsoft's price, or what was spent at list price, as it was last told; null where it is not known.</summary>
    public decimal? Amount { get; set; }
    /// <summary>What the amount is held against; null for nothing.</summary>
    public decimal? Baseline { get; set; }
    /// <summary>Of both, ISO 4217; null without either.</summary>
    public string? Currency { get; set; }
    /// <summary>When it was opened (UTC).</summary>
    public required DateTime OpenedAt { get; init; }
    /// <summary>When it was last told of (UTC).</summary>
    public required DateTime ToldAt { get; set; }
    /// <summary>How many events have told of it, or days have gone into it.</summary>
    public required int Occurrences { get; set; }
    /// <summary>Who sees to it, as people call them; null for nobody.</summary>
    public string? Owner { get; set; }
    /// <summary>What was noted, as JSON (see <see cref="AlertNote"/>); empty for nothing.</summary>
    public string Notes { get; set; } = "";
    /// <summary>When somebody first said that it is seen to (UTC); null before.</summary>
    public DateTime? AcknowledgedAt { get; set; }
    /// <summary>When it was settled (UTC); null before.</summary>
    public DateTime? ResolvedAt { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>A line that somebody has left at an alert.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="By">Who, as the audit log names them.</param>
/// <param name="Text">What they say.</param>
public sealed record AlertNote(DateTime At, string By, string Text);

/// <summary>What can be the matter.</summary>
public enum AlertKind
{
    /// <summary>A term is about to end.</summary>
    Renewal,
    /// <summary>The last hours in which a subscription can be cancelled for a refund.</summary>
    CancellationWindow,
    /// <summary>A subscription has fewer seats than its reseller is bound to.</summary>
    SeatsBelowMinimum,
    /// <summary>A customer's spend of a month nears its budget, or is above it.</summary>
    Budget,
    /// <summary>Spend is far above what is usual.</summary>
    SpendSpike,
}

/// <summary>Where an alert is.</summary>
public enum AlertStatus
{
    /// <summary>Nobody sees to it yet.</summary>
    Open,
    /// <summary>Somebody sees to it.</summary>
    Acknowledged,
    /// <summary>It is settled.</summary>
    Resolved,
}
