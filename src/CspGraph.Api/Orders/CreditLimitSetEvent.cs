using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;

namespace CspGraph.Api.Orders;

sealed class CreditLimitSetEvent : EventKindType
{
    public CreditLimitSetEvent() : base("CreditLimitSetEvent", "A reseller's credit limit was set.", (EventKind.CreditLimitSet, "A reseller's credit limit was set.")) =>
        Computed("limit", (told, viewer) => Details<Money>(told.Details), "What it was set to.", nullable: true);
}
