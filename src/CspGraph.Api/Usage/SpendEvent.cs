using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Usage;

sealed class SpendEvent : EventKindType
{
    public SpendEvent() : base("SpendEvent", "A customer's spend is to be looked at.",
        (EventKind.BudgetReached, "A customer's spend has reached a part of its budget."),
        (EventKind.SpendSpiked, "A customer's spend of a day is far above what is usual."))
    {
        Column("day", told => told.Day, "The day of the spend; of a budget, the day on which it was reached.").Filterable();
        Column("percent", told => told.Threshold, "The spend in percent of what it is held against.").Filterable();
        Column(told => told.Severity, "How much it matters.").Filterable();
        Computed("amount", (told, viewer) => Cost(told.Amount, told.Currency, told.RecordedAt, viewer.May(Right.SeeCosts)), "What was spent, at Microsoft's price; null where the currency is not known.", nullable: true);
        Computed("baseline", (told, viewer) => Cost(told.Baseline, told.Currency, told.RecordedAt, viewer.May(Right.SeeCosts)), "What it is held against: the budget, or what is usual; null where the currency is not known.", nullable: true);
    }
}
