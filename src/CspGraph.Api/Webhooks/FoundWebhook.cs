using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Data.Tenancy;
using CspGraph.Domain;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>The webhook that a change is about, as far as who asks sees it.</summary>
static class FoundWebhook
{
    public static readonly Objection None = new(ObjectionCodes.NotFound, "There is no such webhook.", "id");

    /// <returns>Null where there is none, or none in sight.</returns>
    public static async Task<Webhook?> OfAsync(ChangeContext context, NodeId id) =>
        id.Tag == WebhookType.Tag ? await context.Rows<Webhook>().SingleOrDefaultAsync(row => row.Id == id.Key, context.Cancellation) : null;

    /// <summary>The same before the change's transaction, with the version of the data.</summary>
    public static async Task<(Webhook? Webhook, DataVersion Version)> OfAsync(Inquiry inquiry, NodeId id)
    {
        await using var snapshot = await inquiry.OpenAsync();
        var seen = inquiry.Viewer.SeesWholeTenant ? snapshot.Db.Webhooks.Whole() : snapshot.Db.Webhooks;
        return (id.Tag == WebhookType.Tag ? await seen.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id.Key, inquiry.Cancellation) : null, snapshot.Version);
    }
}
