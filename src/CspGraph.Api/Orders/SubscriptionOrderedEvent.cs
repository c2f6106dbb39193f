using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Orders;

sealed class SubscriptionOrderedEvent() : EventKindType("SubscriptionOrderedEvent", "A subscription was ordered here; it awaits confirmation.",
    (EventKind.SubscriptionOrdered, "A subscription was ordered."));
