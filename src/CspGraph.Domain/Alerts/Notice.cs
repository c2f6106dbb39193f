using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Alerts;

/// <summary>That something was said, or is never to be said: its key, all but the time, is what is said at most once, whoever says it and however long the event itself is kept.</summary>
public sealed class Notice : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>What is said.</summary>
    public required EventKind Kind { get; init; }
    /// <summary>Our id of what it is about: a subscription, customer, reseller or the tenant.</summary>
    public required Guid SubjectKey { get; init; }
    /// <summary>The Azure subscription it is about; all zeros for none.</summary>
    public Guid EntitlementId { get; init; }
    /// <summary>The day it looks at: the end of a term, the first of a month, the first day of a spike.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>What was reached: days before, or percent; 0 for none.</summary>
    public int Threshold { get; init; }
    /// <summary>The currency of the usage it is about, ISO 4217; empty for what is about none.</summary>
    public string Currency { get; init; } = "";
    /// <summary>When (UTC).</summary>
    public required DateTime SaidAt { get; init; }
}
