using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Host.Identity;

/// <summary>As whom a webhook sees what it is sent: like a back end that reads, of its own scope as the tree is now.</summary>
static class WebhookViewers
{
    /// <returns>Null where its scope is there no more.</returns>
    public static async ValueTask<Viewer?> OfAsync(TenantDirectory directory, Webhook webhook, CancellationToken cancellation)
    {
        var viewer = new Viewer(webhook.TenantId, Role.Integration, SubtreeRootId: null) { Granted = RightSet.Of(Right.Read).With(Right.SeeCosts, webhook.SeesCosts) };
        if (webhook.ResellerId is not { } root) return viewer;
        return await directory.FindDepthAsync(viewer, root, cancellation) is { } depth ? viewer.NarrowedTo(root, depth) : null;
    }
}
