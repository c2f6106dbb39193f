using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Subscriptions;

sealed class SubscriptionCreatedEvent() : EventKindType("SubscriptionCreatedEvent", "A source told of a subscription that was not known.",
    (EventKind.SubscriptionCreated, "A source told of a subscription that was not known."));
