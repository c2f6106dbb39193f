using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Alerts;

/// <summary>What somebody should see to. It is where what it is about is: it moves with that.</summary>
sealed class AlertType : EntityType<Alert, CspGraphDb, Viewer>
{
    public const char Tag = 'A';

    public AlertType() : base("Alert", "Alerts", Tag, "Something that somebody should see to: one for each cause, however often it was told.")
    {
        Column(alert => alert.Kind, "What is the matter.").Filterable();
        Column(alert => alert.Status, "Whether somebody sees to it.").Filterable();
        Column(alert => alert.Severity, "How much it matters: the most that was told.").Filterable();
        Column(alert => alert.Day, "The day it looks at first: the last day of a term, the first of a budget's month, the first day of a spike.").Filterable().Sortable();
        Column(alert => alert.LastDay, "The newest day of which there was something to tell.");
        Column(alert => alert.OpenedAt, "When it was opened.");
        Listed(by: Column(alert => alert.ToldAt, "When it was last told of.").Filterable().Sortable(), backwards: true);
        Column(alert => alert.Occurrences, "How many events have told of it, or days have gone into it.");
        Column(alert => alert.Threshold, "What was last reached: days before a renewal, or percent; null for none.");
        Column(alert => alert.Outcome, "What will become of the subscription at the end of its term, as it was last told; null for what is no renewal.");
        Computed("amount", (alert, viewer) => Amount(alert.Kind, alert.Amount, alert.Currency, alert.ToldAt, viewer.May(Right.SeeCosts)),
            "What is at stake at Microsoft's price, which resellers do not see; of a budget or a spike what was spent, at list price. Null where the currency is not known.", nullable: true);
        Computed("baseline", (alert, viewer) => Baseline(alert.Kind, alert.Baseline, alert.Currency, alert.ToldAt, viewer.May(Right.SeeCosts)),
            "What the amount is held against: the budget, or what is usual. Null for nothing.", nullable: true);
        Computed("entitlementId", (alert, viewer) => alert.EntitlementId == Guid.Empty ? (Guid?)null : alert.EntitlementId, "The Azure subscription it is about; null for none.");
        Column(alert => alert.Owner, "Who sees to it, as people call them; null for nobody.");
        Column(alert => alert.AcknowledgedAt, "When somebody first said that it is seen to; null before.");
        Column(alert => alert.ResolvedAt, "When it was settled; null before.");
        Computed("notes", (alert, viewer) => AlertNotes.Of(alert.Notes), "What was noted, the oldest first. Whoever sees the alert reads it.").OfUpTo(AlertRules.MostNotes);
        Reference<Reseller>("reseller", alert => alert.ResellerId, "Whose it is to see to; null for direct customers and what concerns the whole tenant.").Filterable();
        Reference<Customer>("customer", alert => alert.CustomerId, "The customer it concerns; null for none, and where it is there no more.").Filterable();
        Reference<CspSubscription>("subscription", alert => alert.SubscriptionId, "The subscription it concerns; null for none, and where it is there no more.").Filterable();
        Column(alert => alert.Version, "Counts its changes: give it back as expectedVersion.");
    }

    static Figure? Amount(AlertKind kind, decimal? amount, string? currency, DateTime asOf, bool seesCosts) => currency is null ? null
        : AlertRules.IsAtCost(kind) ? Figure.OfCost(amount, currency, asOf, seesCosts)
        : Figure.OfListPrice(amount, currency, asOf);

    // Whether there is one is as hidden as the amount.
    static Figure? Baseline(AlertKind kind, decimal? amount, string? currency, DateTime asOf, bool seesCosts) =>
        amount is null && (seesCosts || !AlertRules.IsAtCost(kind)) ? null : Amount(kind, amount, currency, asOf, seesCosts);

    public static readonly EnumType<AlertKind> Kind = new("AlertKind", "What can be the matter.",
        (AlertKind.Renewal, "A term is about to end."),
        (AlertKind.CancellationWindow, "The last hours in which a subscription can be cancelled for a refund."),
        (AlertKind.SeatsBelowMinimum, "A subscription has fewer seats than its reseller is bound to."),
        (AlertKind.Budget, "A customer's spend of a month nears its budget, or is above it."),
        (AlertKind.SpendSpike, "Spend is far above what is usual."));

    public static readonly EnumType<AlertStatus> Status = new("AlertStatus", "Where an alert is.",
        (AlertStatus.Open, "Nobody sees to it yet."),
        (AlertStatus.Acknowledged, "Somebody sees to it."),
        (AlertStatus.Resolved, "It is settled; it is opened again only when the same cause comes to matter more."));
}

sealed class AlertNoteType : ObjectType<AlertNote>
{
    public AlertNoteType() : base("AlertNote", "A line that somebody has left at an alert.")
    {
        Field(note => note.At, "When.");
        Field(note => note.By, "Who, by name where one is known.");
        Field(note => note.Text, "What they say.");
    }
}
