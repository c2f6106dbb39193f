using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Customers;

sealed class CustomerMovedEvent() : EventKindType("CustomerMovedEvent", "A customer, with its subscriptions, came to this reseller, or directly to the distributor. Who had it before is told nothing of it from here on.",
    (EventKind.CustomerMoved, "A customer came to another reseller."));
