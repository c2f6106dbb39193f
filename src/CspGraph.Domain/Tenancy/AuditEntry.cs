namespace CspGraph.Domain.Tenancy;

/// <summary>One attempt to change something: it is added, and never changed or taken away.</summary>
public sealed class AuditEntry : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the entry was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>When (UTC).</summary>
    public required DateTime RecordedAt { get; init; }
    /// <summary>Which kind of caller it was.</summary>
    public required ActorKind ActorKind { get; init; }
    /// <inheritdoc cref="Actor"/>
    public required string ActorId { get; init { field = value; ActorIdFolded = Folded.Of(value); } }
    /// <summary><see cref="ActorId"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string ActorIdFolded { get; private set; } = "";
    /// <inheritdoc cref="Actor"/>
    public string? ActorName { get; init; }
    /// <summary>The role in which it was attempted.</summary>
    public required Role ActorRole { get; init; }
    /// <summary>The reseller to which the caller's sight was bound; null for the whole tenant.</summary>
    public Guid? ActorResellerId { get; init; }
    /// <summary>What was attempted: the mutation's name, or the command's.</summary>
    public required string Action { get; init { field = value; ActionFolded = Folded.Of(value); } }
    /// <summary><see cref="Action"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string ActionFolded { get; private set; } = "";
    /// <summary>How it ended.</summary>
    public required AuditOutcome Outcome { get; init; }
    /// <summary>True when nothing was to be kept of it.</summary>
    public bool IsDryRun { get; init; }
    /// <summary>Why it was refused, or how it failed, as a code; null when it succeeded.</summary>
    public string? Code { get; init; }
    /// <summary>The global id of what was changed, or was to be; null when nothing was found.</summary>
    public string? SubjectId { get; init; }
    /// <summary>What was asked for, without secrets, as JSON.</summary>
    public string? Input { get; init; }
    /// <summary>The subject's values before, as a JSON object of those that changed; null for one that is new.</summary>
    public string? Before { get; init; }
    /// <summary>Its values afterwards; null when nothing was changed.</summary>
    public string? After { get; init; }
    /// <summary>By which the request is found in the log.</summary>
    public required string CorrelationId { get; init; }
}

/// <summary>How an attempt ended.</summary>
public enum AuditOutcome
{
    /// <summary>Done; of a dry run: it would have been.</summary>
    Succeeded,
    /// <summary>Refused by a rule, or for want of a right.</summary>
    Refused,
    /// <summary>Something failed here: nothing was changed.</summary>
    Failed,
}
