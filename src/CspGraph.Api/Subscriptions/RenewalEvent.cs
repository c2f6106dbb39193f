using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>What the renewal watch tells.</summary>
sealed class RenewalEvent : EventKindType
{
    public RenewalEvent() : base("RenewalEvent", "Something is to be known of a subscription's term: what becomes of it, as things stood when this was told.",
        (EventKind.RenewalDue, "A subscription's term ends in so many days."),
        (EventKind.RenewalDrifted, "What becomes of a subscription at the end of its term is another than was told."),
        (EventKind.SubscriptionRenewed, "A term has ended, and a source tells of the next one."),
        (EventKind.TermExpired, "A term has ended, and nothing comes behind it."),
        (EventKind.CancellationWindowClosing, "A subscription can be cancelled, or its seats reduced, for a refund for 24 hours yet."),
        (EventKind.SeatsBelowMinimum, "A subscription has had fewer seats than its reseller is bound to keep for two months."))
    {
        Column("renewsOn", told => told.Day, "The last day of the term; null without one.").Filterable();
        Column("daysAhead", told => told.Threshold, "The threshold that was reached: days before the last day of the term; null for what is not about one.").Filterable();
        Column("late", told => told.IsLate, "Whether it is told later than on its day: it was missed, or the term became known only then; null for what has no day.").Filterable();
        Column(told => told.Outcome, "What becomes of the subscription then; null where no source has stated enough.").Filterable();
        Computed("formerOutcome", (told, viewer) => FormerOf(told.Details), "Of what drifted: what was told before; null where that was not known either.", nullable: true);
        Column(told => told.Severity, "How much it matters.").Filterable();
        Column(told => told.Quantity, "Seats that are about to renew.").Filterable();
        Computed("lastMomentToChange", (told, viewer) => MomentOf(told.Kind, told.Day), "The instant up to which it can be changed: renewals run from 00:00 UTC of the day after the term. Null for what is over.", nullable: true);
        Computed("endedOn", (told, viewer) => EndedOf(told.Details), "Of what was renewed: the last day of the term before.", nullable: true);
        Computed("cancellationAllowedUntil", (told, viewer) => UntilOf(told.Details), "Of a window that closes: when it does.", nullable: true);
        Computed("contractedMinimum", (told, viewer) => MinimumOf(told.Details), "Of seats below it: the minimum.", nullable: true);
        Computed("belowMinimumSince", (told, viewer) => SinceOf(told.Details), "Of seats below a minimum: the first day of that.", nullable: true);
        Computed("atStake", (told, viewer) => Cost(told.Amount, told.Currency, told.RecordedAt, viewer.May(Right.SeeCosts)), "What a term costs at Microsoft's price with the seats that are about to renew; null where the currency is not known.", nullable: true);
    }

    static RenewalOutcome? FormerOf(string? details) => Details<RenewalDetails>(details)?.Formerly;
    static DateOnly? EndedOf(string? details) => Details<RenewalDetails>(details)?.EndedOn;
    static DateTime? UntilOf(string? details) => Details<RenewalDetails>(details)?.Until;
    static int? MinimumOf(string? details) => Details<RenewalDetails>(details)?.Minimum;
    static DateOnly? SinceOf(string? details) => Details<RenewalDetails>(details)?.Since;

    static DateTime? MomentOf(EventKind kind, DateOnly? day) => kind is EventKind.RenewalDue or EventKind.RenewalDrifted && day < DateOnly.MaxValue ? day.Value.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : null;

    public static readonly EnumType<RenewalOutcome> Outcomes = new("RenewalOutcome", "What becomes of a subscription at the end of its term, as things stand.",
        (RenewalOutcome.Renews, "It renews for the same term."),
        (RenewalOutcome.RenewsWithChanges, "It renews with what was scheduled: another quantity, term or product."),
        (RenewalOutcome.ExtendedServiceTerm, "It goes on month by month at a higher price, for nobody has renewed or cancelled it."),
        (RenewalOutcome.Cancels, "It is cancelled at the end, as somebody has asked."),
        (RenewalOutcome.Expires, "It ends, and nothing comes behind it."));
}

/// <summary>What else a renewal event tells; of each kind, something else.</summary>
sealed record RenewalDetails(RenewalOutcome? Formerly = null, DateOnly? EndedOn = null, DateTime? Until = null, DateOnly? Since = null, int? Minimum = null);
