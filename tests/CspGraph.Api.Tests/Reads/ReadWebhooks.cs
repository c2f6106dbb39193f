using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Webhooks of the whole tenant and of a reseller, with a delivery of each event.</summary>
sealed class ReadWebhooks(Func<Guid> nextId, DateTime start, IDictionary<string, NodeId> named)
{
    public IEnumerable<object> Make(IReadOnlyCollection<EventRecord> events, Guid reseller)
    {
        // So many that a search is worth while.
        var others = Enumerable.Range(1, 60).Select(i => ($"Webhook {i}", (Guid?)null, ""));
        foreach (var (name, scope, topics) in others.Prepend(("Webhook Renewals", reseller, "RenewalDue SpendSpiked")).Prepend(("Webhook All", null, "")))
        {
            var webhook = new Webhook
            {
                Id = nextId(),
                Name = name,
                Url = "https://example.com/hook",
                ResellerId = scope,
                SeesCosts = scope is null,
                TopicNames = topics,
                Document = "subscription { events { id } }",
                Parallel = false,
                Secret = "",
                SecretCreatedAt = start,
                CreatedAt = start,
                CreatedBy = "Ann",
            };
            named[name] = new('W', webhook.Id);
            yield return webhook;
            yield return new WebhookProgress { WebhookId = webhook.Id, ResellerId = scope, EventNumber = 1, LastAttemptAt = start };
            foreach (var told in events)
            {
                var isTaken = told.Number % 3 > 0;
                yield return new WebhookDelivery
                {
                    Id = nextId(),
                    WebhookId = webhook.Id,
                    ResellerId = scope,
                    EventNumber = told.Number,
                    EventId = told.Id,
                    Topic = told.Kind,
                    Status = isTaken ? WebhookDeliveryStatus.Delivered : WebhookDeliveryStatus.Retrying,
                    Attempts = 1,
                    FirstAttemptAt = start.AddSeconds(told.Number),
                    LastAttemptAt = start.AddSeconds(told.Number),
                    NextAttemptAt = isTaken ? null : start.AddMinutes(told.Number),
                    ResponseStatus = isTaken ? 204 : 503,
                    Failure = isTaken ? null : DeliveryFailure.Refused,
                    DurationMs = 12,
                };
            }
        }
    }
}
