using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Subscriptions;

sealed class SubscriptionEndedEvent() : EventKindType("SubscriptionEndedEvent", "A subscription was cancelled or has expired; or no source states it any more: then it is there no more, and subject alone names it.",
    (EventKind.SubscriptionEnded, "A subscription ended."));
