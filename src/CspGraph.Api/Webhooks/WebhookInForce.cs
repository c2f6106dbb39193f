using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;

namespace CspGraph.Api.Webhooks;

/// <summary>A webhook as it is delivered to, of one version of the tenant's data: when that is another, so may be all of this.</summary>
/// <param name="Row">The webhook.</param>
/// <param name="Viewer">As whom it sees.</param>
/// <param name="Operation">What it is sent of an event.</param>
/// <param name="Kinds">The kinds of events it is sent; null for all.</param>
/// <param name="Secret">What it signs with.</param>
/// <param name="PreviousSecret">What it signed with before, and for a while still does; null for none.</param>
/// <param name="Version">Of the data.</param>
sealed record WebhookInForce(Webhook Row, Viewer Viewer, PreparedOperation Operation, IReadOnlyList<EventKind>? Kinds, byte[] Secret, byte[]? PreviousSecret, DataVersion Version)
{
    /// <summary>The secrets that sign now, the newest first.</summary>
    public IReadOnlyList<byte[]> SecretsAt(DateTimeOffset now) =>
        PreviousSecret is { } previous && now.UtcDateTime < Row.PreviousSecretUntil ? [Secret, previous] : [Secret];
}
