using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Subscriptions;

sealed class SubscriptionChangedEvent : EventKindType
{
    public SubscriptionChangedEvent() : base("SubscriptionChangedEvent", "A subscription is another than before, by what a source told. Prices are not told of.",
        (EventKind.SubscriptionChanged, "A subscription is another than before.")) =>
        Computed("fields", (told, viewer) => FieldsOf(told.Details), "The fields of CspSubscription that are others now, by name.").OfUpTo(20);

    static IReadOnlyList<string> FieldsOf(string? details) => Details<SubscriptionChange>(details)?.Fields ?? [];
}

/// <summary>What was changed of a subscription.</summary>
/// <param name="Fields">As the schema names them.</param>
sealed record SubscriptionChange(IReadOnlyList<string> Fields);
