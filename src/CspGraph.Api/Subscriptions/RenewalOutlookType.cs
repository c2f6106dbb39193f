using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>A subscription's outlook as a viewer sees it.</summary>
/// <param name="Outlook">What becomes of it.</param>
/// <param name="UnitPrice">Per seat and billing cycle; null when not known.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="AsOf">When the newest fact of the subscription was stated (UTC).</param>
/// <param name="SeesCosts">Whether the viewer may see costs.</param>
sealed record RenewalShown(RenewalOutlook Outlook, decimal? UnitPrice, string Currency, DateTime AsOf, bool SeesCosts)
{
    public RenewalOutcome? Outcome => Outlook.Outcome;
    public RenewalReason Reason => Outlook.Reason;
    public DateOnly? EndsOn => Outlook.EndsOn;
    public DateOnly? TakesEffectOn => Outlook.TakesEffectOn;
    public DateTime? LastMomentToChange => Outlook.LastMomentToChange;
    public int Quantity => Outlook.Quantity;
    public bool IsScheduleStated => Outlook.IsScheduleStated;
    public Figure PriceNow => Figure.OfCost(UnitPrice, Currency, AsOf, SeesCosts);
    public Figure AtStake => Figure.OfCost(Outlook.AtStake, Currency, AsOf, SeesCosts);

    /// <param name="facts">Of the subscription and its SKU.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="asOf">When the newest of them was stated (UTC).</param>
    /// <param name="seesCosts">Whether the viewer may see costs.</param>
    public static RenewalShown Of(RenewalFacts facts, string currency, DateTime asOf, bool seesCosts) => new(RenewalOutlook.Of(facts), facts.UnitPrice, currency, asOf, seesCosts);
}

sealed class RenewalOutlookType : ObjectType<RenewalShown>
{
    public RenewalOutlookType() : base("RenewalOutlook", "What becomes of a subscription at the end of its term, as things stand.")
    {
        Field(renewal => renewal.Outcome, "What becomes of it; null where nothing can be said.");
        Field(renewal => renewal.Reason, "Why it comes out so, or why nothing can be said.");
        Field(renewal => renewal.EndsOn, "The last day of the term; null without a commitment.");
        Field(renewal => renewal.TakesEffectOn, "The day on which it happens, from 00:00 UTC and within 24 hours: the day after the term, or that of an earlier cancellation; null where no term runs.");
        Field(renewal => renewal.LastMomentToChange, "The instant before which it can still be made to come out otherwise; null where no term runs.");
        Field(renewal => renewal.Quantity, "Seats that are to renew, or that end.");
        Field(renewal => renewal.PriceNow, "What Microsoft charges the distributor per seat and billing cycle of the term that ends, before tax.");
        Field(renewal => renewal.AtStake, "What a term of these seats costs the distributor at the price now, before tax: the next one, else one like that which ends. Unknown where price, term or billing cycle are, or will be others.");
        Field(renewal => renewal.IsScheduleStated, "Whether a source has stated what is scheduled: where none has, it comes out so if nothing is.");
    }

    public static readonly EnumType<RenewalReason> Reasons = new("RenewalReason", "Why a subscription's renewal comes out as it does, or why nothing can be said of it.",
        (RenewalReason.NoTerm, "Nothing can be said: it has no term that ends."),
        (RenewalReason.NotRunning, "Nothing can be said: it has ended already."),
        (RenewalReason.AutoRenewNotStated, "Nothing can be said: no source has stated whether it renews by itself, and nothing is scheduled that decides it."),
        (RenewalReason.AutoRenewOn, "It renews by itself."),
        (RenewalReason.AutoRenewOff, "It does not renew by itself, and nobody has scheduled its cancellation."),
        (RenewalReason.CancelScheduled, "Its cancellation is scheduled for the end of the term."),
        (RenewalReason.CancelScheduledEarlier, "Its cancellation is scheduled for a day within the term."),
        (RenewalReason.RenewalScheduled, "A renewal is scheduled that changes nothing."),
        (RenewalReason.ChangesScheduled, "A renewal with another quantity, term, billing cycle or SKU is scheduled."),
        (RenewalReason.TransitionScheduled, "It is scheduled to become one of another SKU."),
        (RenewalReason.ExtendedServiceTermScheduled, "An extended service term is scheduled."),
        (RenewalReason.Suspended, "It is suspended: what is so at the end of its term does not renew."),
        (RenewalReason.Trial, "It is a trial, and nothing else is scheduled."),
        (RenewalReason.BoughtBeforeExtendedServiceTerm, "It does not renew, and a term that was bought or renewed before 1 April 2025 has no extended service term."),
        (RenewalReason.EndsBeforeExtendedServiceTerm, "It does not renew, and a term that ends before 4 May 2026 has no extended service term."),
        (RenewalReason.EndOfSale, "It does not renew, and what is not sold any more has no extended service term."));
}
