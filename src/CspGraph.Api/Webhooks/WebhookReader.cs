using CspGraph.Api.Host.Identity;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

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
