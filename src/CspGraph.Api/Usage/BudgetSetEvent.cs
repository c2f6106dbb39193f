using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;

namespace CspGraph.Api.Usage;

sealed class BudgetSetEvent : EventKindType
{
    public BudgetSetEvent() : base("BudgetSetEvent", "A customer's budget was set, or taken away.", (EventKind.BudgetSet, "A customer's budget was set, or taken away.")) =>
        Computed("budget", (told, viewer) => Details<Money>(told.Details), "What it was set to; null when it was taken away.", nullable: true);
}
