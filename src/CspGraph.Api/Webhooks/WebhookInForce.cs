using CspGraph.Api.Host.Identity;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Finds webhooks as they are to be delivered to.</summary>
sealed class WebhookReader(Database database, TenantDirectory directory, WebhookDocuments documents, WebhookSecrets secrets, TimeProvider clock)
{
    /// <summary>The ids of a tenant's webhooks that are sent what comes.</summary>
    public async Task<IReadOnlyList<Guid>> ActiveAsync(Viewer job, CancellationToken cancellation)
    {
        await using var db = database.Open(job);
        return await db.Webhooks.Whole().Where(row => row.Status == WebhookStatus.Active).Select(row => row.Id).ToListAsync(cancellation);
    }

    /// <returns>Null where it is not active, or there no more; without a webhook where its document does not fit the schema any more, with its own version.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Its secret cannot be read here.</exception>
    public async Task<(WebhookInForce? Webhook, int Version)?> FindAsync(Viewer job, Guid id, CancellationToken cancellation)
    {
        DataVersion version;
        Webhook row;
        await using (var snapshot = await database.BeginSnapshotAsync(job, cancellation))
        {
            version = snapshot.Version;
            if (await snapshot.Db.Webhooks.Whole().AsNoTracking().SingleOrDefaultAsync(webhook => webhook.Id == id && webhook.Status == WebhookStatus.Active, cancellation) is not { } found) return null;
            row = found;
        }
        return await WebhookViewers.OfAsync(directory, row, cancellation) is { } viewer ? (await OfAsync(row, viewer, version, cancellation), row.Version) : null;
    }

    /// <summary>Whether nothing has changed since that could change what it is sent.</summary>
    public async Task<bool> IsInForceAsync(WebhookInForce webhook, Viewer job, CancellationToken cancellation)
    {
        await using var snapshot = await database.BeginSnapshotAsync(job, cancellation);
        return snapshot.Version == webhook.Version;
    }

    /// <summary>One that a change has found: also where it is not active. Null where its document does not fit the schema any more.</summary>
    public async Task<WebhookInForce?> OfAsync(Webhook row, Viewer viewer, DataVersion version, CancellationToken cancellation)
    {
        var (operation, _) = await documents.PrepareAsync(row.Document, cancellation);
        if (operation is null) return null;
        return new(row, viewer, operation, WebhookDocuments.KindsOf(operation, WebhookTopics.Read(row.TopicNames)), secrets.Open(row.TenantId, row.Id, row.Secret),
            row.PreviousSecret is { } previous && clock.GetUtcNow().UtcDateTime < row.PreviousSecretUntil ? secrets.Open(row.TenantId, row.Id, previous) : null, version);
    }
}
