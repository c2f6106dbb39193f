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
        Field(health => health.Backlog, $"Events behind its cursor that it is to be sent, by its topics and filter; {WebhookHealths.MostBacklog} for so many or more.");
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
    public const int MostBacklog = 10_000;

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
        var (events, scopes) = (context.Rows<EventRecord>(), context.Db.EventScopes);
        var topics = context.Rows<Webhook>().Where(row => ids.Contains(row.Id)).Join(context.Rows<WebhookProgress>(), row => row.Id, row => row.WebhookId, (webhook, progress) => new { webhook, progress.EventNumber });
        var found = await topics.Select(entry => new
        {
            entry.webhook.Id,
            Behind = events.Where(told => told.Number > entry.EventNumber
                && (entry.webhook.TopicNames == "" || (" " + entry.webhook.TopicNames + " ").Contains(" " + (string)(object)told.Kind + " "))
                && (entry.webhook.ResellerId == null || scopes.Any(scope => scope.Number == told.Number && scope.AncestorId == entry.webhook.ResellerId))
                && (entry.webhook.UnderId == null || scopes.Any(scope => scope.Number == told.Number && scope.AncestorId == entry.webhook.UnderId))
                && (entry.webhook.CustomerId == null || told.CustomerId == entry.webhook.CustomerId)
                && (entry.webhook.MinimumSeverity == null || told.Severity == EventSeverity.Critical || told.Severity == EventSeverity.Warning && entry.webhook.MinimumSeverity != EventSeverity.Critical
                    || told.Severity == EventSeverity.Information && entry.webhook.MinimumSeverity == EventSeverity.Information))
                .OrderBy(told => told.Number).Take(MostBacklog),
        }).Select(entry => new { entry.Id, Count = entry.Behind.Count(), Oldest = entry.Behind.Min(told => (DateTime?)told.RecordedAt) }).ToListAsync(context.Cancellation);
        return found.ToDictionary(entry => entry.Id, entry => (entry.Count, entry.Oldest));
    }
}
