using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Reads;

static class ReadMinimums
{
    /// <summary>The later one is made first: its place by day is not that by key.</summary>
    public static IEnumerable<ContractedMinimum> Make(CspSubscription subscription, Func<Guid> nextId) =>
    [
        Minimum(subscription, nextId(), 20, new(2026, 7, 1), null),
        Minimum(subscription, nextId(), 15, new(2026, 1, 1), new(2026, 6, 30)),
    ];

    static ContractedMinimum Minimum(CspSubscription subscription, Guid id, int quantity, DateOnly startsOn, DateOnly? endsOn) =>
        new() { Id = id, SubscriptionId = subscription.Id, ResellerId = subscription.ResellerId, StartsOn = startsOn, EndsOn = endsOn, MinimumQuantity = quantity };
}
