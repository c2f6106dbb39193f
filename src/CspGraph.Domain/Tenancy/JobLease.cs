namespace CspGraph.Domain.Tenancy;

/// <summary>Who does a tenant's job just now, and up to where it was done. It only saves work: a job is safe to run twice.</summary>
public sealed class JobLease : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>Which job.</summary>
    public required JobKind Job { get; init; }
    /// <summary>The process that has it; random.</summary>
    public Guid Holder { get; set; }
    /// <summary>Until when (UTC) nobody else begins it.</summary>
    public DateTime HeldUntil { get; set; }
    /// <summary>When it was last done (UTC); null before.</summary>
    public DateTime? DoneAt { get; set; }
    /// <summary>From when on (UTC) there may be something to do although no data has changed; null for at once.</summary>
    public DateTime? DueAt { get; set; }
    /// <summary>The version of the tenant's data of which it was done: number.</summary>
    public long DataVersion { get; set; }
    /// <summary>The same: stamp.</summary>
    public Guid DataStamp { get; set; }
    /// <summary>The newest event of which it was done; 0 for none.</summary>
    public long EventNumber { get; set; }
}

/// <summary>What is done for each tenant without being asked.</summary>
public enum JobKind
{
    /// <summary>Looks for terms that are about to end.</summary>
    RenewalWatch,
    /// <summary>Looks for spend that nears a budget, or leaps.</summary>
    SpendWatch,
    /// <summary>Sends events to webhooks.</summary>
    WebhookDelivery,
}
