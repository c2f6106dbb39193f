using CspGraph.Api.Host.Changes;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>How a webhook does.</summary>
sealed record WebhookHealth(int Backlog, DateTime? OldestUndeliveredAt, int Waiting, double? FailureRate, DateTime? FailingSince, DateTime? LastAttemptAt, DateTime? LastSuccessAt);

sealed class WebhookHealthType : ObjectType<WebhookHealth>
{
    public WebhookHealthType() : base("WebhookHealth", "How a webhook does, as of now.")
    {
        Field(health => health.Backlog, $"Events behind its cursor that it is to be sent, by its topics and filter: what its document leaves out is counted too. It is looked for among the next {WebhookHealths.Far} of the log.");
        Field(health => health.OldestUndeliveredAt, "When the oldest of them was recorded; null for none.");
        Field(health => health.Waiting, "Deliveries that are to be attempted again.");
        Field(health => health.FailureRate, "The part of the attempts of the last one to two hours that failed, 0 to 1; null without any.");
        Field(health => health.FailingSince, "Since when every attempt has failed; null when the last one did not.");
        Field(health => health.LastAttemptAt, "When something was last attempted; null for never.");
        Field(health => health.LastSuccessAt, "When something was last taken; null for never.");
    }
}

/// <summary>The health of a whole page of webhooks: one statement for each kind of figure that is selected.</summary>
static class WebhookHealths
{
    /// <summary>How far behind the cursor it is looked.</summary>
    public const int Far = 100_000;

    static readonly string[] OfBacklog = ["backlog", "oldestUndeliveredAt"];

    public static async Task<IReadOnlyList<WebhookHealth>> OfAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock)
    {
        var (ids, now) = (context.Parents.ToList(), clock.Now());
        var progress = await context.Rows<WebhookProgress>().Where(row => ids.Contains(row.WebhookId)).ToDictionaryAsync(row => row.WebhookId, context.Cancellation);
        var waiting = context.Selected.Contains("waiting")
            ? await context.Rows<WebhookDelivery>().Where(row => ids.Contains(row.WebhookId) && row.NextAttemptAt != null).GroupBy(row => row.WebhookId)
                .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, context.Cancellation)
            : [];
        var backlogs = context.Selected.Overlaps(OfBacklog) ? await BacklogsAsync(context, ids) : [];
        return [.. ids.Select(id => (Row: progress[id], Backlog: backlogs.GetValueOrDefault(id)) is var (row, backlog) ? new WebhookHealth(
            backlog.Count, backlog.Oldest, waiting.GetValueOrDefault(id), row.FailureRate(now), row.FailingSince, row.LastAttemptAt, row.LastSuccessAt) : null!)];
    }

    static async Task<Dictionary<Guid, (int Count, DateTime? Oldest)>> BacklogsAsync(ResolveContext<CspGraphDb, Viewer> context, List<Guid> ids)
    {
        var (scopes, untold) = (context.Db.EventScopes, EventRecord.OfAccess);
        var behind =
            from webhook in context.Rows<Webhook>()
            join progress in context.Rows<WebhookProgress>() on webhook.Id equals progress.WebhookId
            from told in context.Rows<EventRecord>()
            where ids.Contains(webhook.Id) && told.Number > progress.EventNumber && told.Number <= progress.EventNumber + Far
                && !EF.MultipleParameters(untold).Contains(told.Kind)
                && (webhook.TopicNames == "" || (" " + webhook.TopicNames + " ").Contains(" " + told.Kind.ToString() + " "))
                && (webhook.ResellerId == null || scopes.Any(scope => scope.Number == told.Number && scope.AncestorId == webhook.ResellerId))
                && (webhook.UnderId == null || scopes.Any(scope => scope.Number == told.Number && scope.AncestorId == webhook.UnderId))
                && (webhook.CustomerId == null || told.CustomerId == webhook.CustomerId)
                && (webhook.MinimumSeverity == null || told.Severity == EventSeverity.Critical || told.Severity == EventSeverity.Warning && webhook.MinimumSeverity != EventSeverity.Critical
                    || told.Severity == EventSeverity.Information && webhook.MinimumSeverity == EventSeverity.Information)
            group told by webhook.Id into waiting
            select new { waiting.Key, Count = waiting.Count(), Oldest = waiting.Min(told => told.RecordedAt) };
        return await behind.ToDictionaryAsync(entry => entry.Key, entry => (entry.Count, (DateTime?)entry.Oldest), context.Cancellation);
    }
}
