using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>A subscription bought through the programme; its name leaves Subscription to GraphQL's root type.</summary>
sealed class CspSubscriptionType : EntityType<CspSubscription, CspGraphDb, Viewer>
{
    public const char Tag = 'S';

    public CspSubscriptionType() : base("CspSubscription", "CspSubscriptions", Tag, "A new-commerce subscription that a customer holds.")
    {
        Column(subscription => subscription.Name, "Its friendly name.").Filterable().Sortable();
        Column(subscription => subscription.SubscriptionId, "Microsoft's subscription id; while it awaits confirmation, an id of our own.").Filterable();
        Reference<Customer>("customer", subscription => subscription.CustomerId, "Who holds it.").Filterable();
        Reference<Reseller>("reseller", subscription => subscription.ResellerId, "Who sold it; null for a direct sale.").Filterable();
        Reference<Product>("product", subscription => subscription.ProductId, "What it is of.").Filterable();
        var sku = Reference<Sku>("sku", subscription => subscription.SkuId, "The stock-keeping unit.").Filterable();
        Column(subscription => subscription.Quantity, "Seats.").Filterable().Sortable();
        Computed("unitPrice", (subscription, viewer) => Figure.OfCost(subscription.UnitPrice, subscription.Currency, subscription.AsOf, viewer.May(Right.SeeCosts), 0),
            "What Microsoft charges the distributor per seat and billing cycle, before tax.");
        Computed("monthlyCost", (subscription, viewer) => Figure.OfCost(subscription.MonthlyCost, subscription.Currency, subscription.AsOf, viewer.May(Right.SeeCosts), 0),
            "What Microsoft charges the distributor for a month of all seats, before tax.");
        Column(subscription => subscription.TermDuration, "Length of the commitment; null for an Azure plan.").Filterable();
        Column(subscription => subscription.BillingCycle, "How often Microsoft charges.").Filterable();
        Column(subscription => subscription.Status, "Where it is in its life cycle.").Filterable();
        Column(subscription => subscription.StartDate, "The day it started.").Filterable().Sortable();
        Column(subscription => subscription.CommitmentEndDate, "The last day of the current term; null without a commitment.").Filterable().Sortable();
        Column(subscription => subscription.CancellationAllowedUntil, "The last moment at which it can be cancelled for a refund; null when there is none.").Filterable();
        Column(subscription => subscription.AutoRenew, "Whether it renews at the end of its term; null when no source has stated it.").Filterable();
        Computed("scheduledActions", (subscription, viewer) => Scheduled(subscription.ScheduledActions),
            "What is scheduled for the end of its term, or for a day of its own. Empty when nothing is, and when no source has stated it: renewal.isScheduleStated tells which.").OfUpTo(ScheduledActions.Most);
        // No source states the end of a SKU's sale.
        Computed<Sku, RenewalShown>("renewal", sku, (subscription, sku, viewer) => RenewalShown.Of(new RenewalFacts
        {
            Status = subscription.Status,
            StartDate = subscription.StartDate,
            CommitmentEndDate = subscription.CommitmentEndDate,
            TermDuration = subscription.TermDuration,
            BillingCycle = subscription.BillingCycle,
            Quantity = subscription.Quantity,
            UnitPrice = subscription.UnitPrice,
            AutoRenew = subscription.AutoRenew,
            ScheduledActions = subscription.ScheduledActions,
            CatalogId = sku.CatalogId,
            IsTrial = sku.IsTrial,
        }, subscription.Currency, subscription.AsOf, viewer.May(Right.SeeCosts)), "What becomes of it at the end of its term.");
        Column(subscription => subscription.PartnerOfRecordId, "PLA ID of its Partner of Record.").Filterable();
        Column(subscription => subscription.PromotionId, "Microsoft's promotion, as it was ordered: product:sku:availability; null for none, or when no source has stated it.");
        Column(subscription => subscription.OrderedAt, "When it was ordered here; null for what came from a source.");
        Column(subscription => subscription.AwaitsConfirmation, "True from an order until a source tells of the subscription.").Filterable();
        Connection<ContractedMinimum>("contractedMinimums", minimum => minimum.SubscriptionId, "The fewest seats that its reseller is bound by contract to keep; of several that cover a day, the one that began last holds.").Filterable();
        Connection<SeatCount>("seatCounts", count => count.SubscriptionId, "How many seats it has had since when, as far as that is known here, the oldest first.").Filterable();
        Connection<Alert>("alerts", alert => alert.SubscriptionId, "What somebody should see to about it, the newest first.").Filterable();
        Column(subscription => subscription.AsOf, "When the newest of these facts was stated.").Filterable();
    }

    static IReadOnlyList<ScheduledAction> Scheduled(string? text) => ScheduledActions.Parse(text) ?? [];

    public static readonly EnumType<TermDuration> Term = new("TermDuration", "Length of a commitment, as an ISO 8601 duration.",
        (TermDuration.P1M, "One month."), (TermDuration.P1Y, "One year."), (TermDuration.P3Y, "Three years."), (TermDuration.P5Y, "Five years."));

    public static readonly EnumType<BillingCycle> Billing = new("BillingCycle", "How often Microsoft charges.",
        (BillingCycle.None, "Not billed by cycle."),
        (BillingCycle.Monthly, "Every month."),
        (BillingCycle.Annual, "Every year."),
        (BillingCycle.Triennial, "Every three years."),
        (BillingCycle.OneTime, "Once."));

    public static readonly EnumType<SubscriptionStatus> Status = new("SubscriptionStatus", "Where a subscription is in Partner Center's life cycle.",
        (SubscriptionStatus.Active, "In use."),
        (SubscriptionStatus.Pending, "Ordered, not yet provisioned."),
        (SubscriptionStatus.Suspended, "Service stopped, billing not; no seat changes."),
        (SubscriptionStatus.Expired, "Past its term."),
        (SubscriptionStatus.Disabled, "Access stopped, data kept."),
        (SubscriptionStatus.Deleted, "Cancelled."));
}
