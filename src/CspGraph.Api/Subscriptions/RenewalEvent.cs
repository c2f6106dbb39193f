using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

sealed class RenewalEvent : EventKindType
{
    public RenewalEvent() : base("RenewalEvent", "A subscription's term is about to end: what becomes of it, as things stood when this was told.",
        (EventKind.RenewalDue, "A subscription's term ends in so many days."))
    {
        Column("renewsOn", told => told.Day, "The last day of the term.").Filterable();
        Column("daysAhead", told => told.Threshold, "How many days ahead this is told.").Filterable();
        Column(told => told.Outcome, "What becomes of the subscription then.").Filterable();
        Column(told => told.Quantity, "Seats that are about to renew.").Filterable();
        Computed("atStake", (told, viewer) => Cost(told.Amount, told.Currency, told.RecordedAt, viewer.May(Right.SeeCosts)), "What the next term costs at Microsoft's price; null where the currency is not known.", nullable: true);
    }

    public static readonly EnumType<RenewalOutcome> Outcomes = new("RenewalOutcome", "What becomes of a subscription at the end of its term, as things stand.",
        (RenewalOutcome.Renews, "It renews for the same term."),
        (RenewalOutcome.RenewsWithChanges, "It renews with what was scheduled: another quantity, term or product."),
        (RenewalOutcome.ExtendedServiceTerm, "It goes on month by month at a higher price, for nobody has renewed or cancelled it."),
        (RenewalOutcome.Cancels, "It is cancelled at the end, as somebody has asked."),
        (RenewalOutcome.Expires, "It ends, and nothing comes behind it."));
}
