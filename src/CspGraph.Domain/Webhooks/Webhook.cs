using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Webhooks;

/// <summary>An address of a back end to which events are sent as they come, signed, each as one document shows it. It sees what its scope sees, and administers nothing.</summary>
public sealed class Webhook : IResellerOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>What people call it.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string NameFolded { get; private set; } = "";
    /// <summary>Where events are sent: see <see cref="WebhookRules.OfUrl"/>.</summary>
    public required string Url { get; set; }
    /// <summary>The root of what it sees; null for the whole tenant. It never changes.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>Whether it sees what Microsoft charges; only of the whole tenant.</summary>
    public required bool SeesCosts { get; init; }
    /// <summary>The kinds of events it is sent, as <see cref="WebhookTopics"/> writes them; empty for all.</summary>
    public required string TopicNames { get; set; }
    /// <summary>Only what happened at or under this reseller; null for anywhere.</summary>
    public Guid? UnderId { get; set; }
    /// <summary>Only what concerns this customer; null for any.</summary>
    public Guid? CustomerId { get; set; }
    /// <summary>Only what matters so much; null for all, what nobody judged included.</summary>
    public EventSeverity? MinimumSeverity { get; set; }
    /// <summary>The GraphQL subscription that says what is sent of an event.</summary>
    public required string Document { get; set; }
    /// <summary>Whether an event need not wait for those before it.</summary>
    public required bool Parallel { get; set; }
    /// <summary>The secret it signs with, encrypted by the installation.</summary>
    [Untold]
    public required string Secret { get; set; }
    /// <summary>When that was made (UTC).</summary>
    public required DateTime SecretCreatedAt { get; set; }
    /// <summary>The one before, encrypted; null for none.</summary>
    [Untold]
    public string? PreviousSecret { get; set; }
    /// <summary>Until when (UTC) it signs with that too; null for none.</summary>
    public DateTime? PreviousSecretUntil { get; set; }
    /// <summary>Whether it is sent anything.</summary>
    public WebhookStatus Status { get; set; }
    /// <summary>Why it was disabled; null where it was not.</summary>
    public WebhookStop? DisabledReason { get; set; }
    /// <summary>When that was (UTC); null where it was not.</summary>
    public DateTime? DisabledAt { get; set; }
    /// <summary>When it was made (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
    /// <summary>Who made it, as it was called then.</summary>
    public required string CreatedBy { get; init; }
    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>Whether a webhook is sent anything.</summary>
public enum WebhookStatus
{
    /// <summary>It is sent what comes.</summary>
    Active,
    /// <summary>Somebody has paused it: what comes waits for it.</summary>
    Paused,
    /// <summary>It was disabled from here: what comes waits for it.</summary>
    Disabled,
}

/// <summary>Why a webhook was disabled.</summary>
public enum WebhookStop
{
    /// <summary>Its address answered 410 Gone.</summary>
    Gone,
    /// <summary>Every attempt has failed for five days.</summary>
    Failing,
    /// <summary>Events that it was still to be sent are no longer kept.</summary>
    CursorExpired,
    /// <summary>Its document does not fit the schema any more.</summary>
    DocumentInvalid,
}
