using CspGraph.Api.Resellers;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>A verdict as it is shown to a viewer.</summary>
sealed record VerdictShown(
    bool Allowed, VerdictOutcome Outcome, PartnerOfRecordOperation Operation, CspRegion? Region, string? PlaId, NodeId? Reseller,
    DateTime CheckedAt, DateOnly? EffectiveFrom, IReadOnlyList<PartnerOfRecordCheck> Checks)
{
    /// <param name="verdict">The verdict.</param>
    /// <param name="holder">Whose PLA ID it is; null when nobody's, or when that one is out of the viewer's sight.</param>
    public static VerdictShown Of(PartnerOfRecordVerdict verdict, Guid? holder) => new(
        verdict.Allowed, verdict.Outcome, verdict.Operation, verdict.Region, verdict.PlaId is "" ? null : verdict.PlaId, holder is { } id ? new NodeId(ResellerType.Tag, id) : null,
        verdict.CheckedAt, verdict.EffectiveFrom, verdict.Checks);
}

sealed class PartnerOfRecordVerdictType : ObjectType<VerdictShown>
{
    public PartnerOfRecordVerdictType() : base("PartnerOfRecordVerdict", "Whether a Partner of Record is valid for an operation, and why.")
    {
        Field(verdict => verdict.Allowed, "Whether it may go on: it is allowed, or only warned of, or too little is known and the tenant's policy lets that pass.");
        Field(verdict => verdict.Outcome, "What it comes to.");
        Field(verdict => verdict.Operation, "What is to be done.");
        Field(verdict => verdict.Region, "The customer's CSP region; null when its country is not known, or is no CSP market.");
        Field(verdict => verdict.PlaId, "The PLA ID under which it is done: of a reseller without one, that of the nearest above it which has one; null when nobody has.");
        Field(verdict => verdict.Reseller, "Whose PLA ID that is: a reseller's global id; null when it is nobody's that the viewer sees.");
        Field(verdict => verdict.CheckedAt, "When the oldest answer was given that it rests on.");
        Field(verdict => verdict.EffectiveFrom, "The first day on which the operation is asked about; null when it never is.");
        Field(verdict => verdict.Checks, "Each condition, always in the same order.");
    }

    public static readonly EnumType<VerdictOutcome> Outcome = new("PartnerOfRecordOutcome", "What a transaction comes to by its Partner of Record.",
        (VerdictOutcome.Unknown, "Too little is known."),
        (VerdictOutcome.Allowed, "Every condition holds, or is not asked."),
        (VerdictOutcome.Warn, "A condition does not hold or is not known, and for this operation the tenant's policy only warns."),
        (VerdictOutcome.Blocked, "A condition does not hold: it is refused."));

    public static readonly EnumType<PartnerOfRecordOperation> Operation = new("PartnerOfRecordOperation", "What is to be done to a subscription, as far as its Partner of Record is asked about.",
        (PartnerOfRecordOperation.NewOrder, "Something new is bought."),
        (PartnerOfRecordOperation.SeatIncrease, "Seats are added."),
        (PartnerOfRecordOperation.SeatDecrease, "Seats are taken away."),
        (PartnerOfRecordOperation.BillingPlanChange, "It is billed in another rhythm."),
        (PartnerOfRecordOperation.TermChange, "It is committed to for another time."),
        (PartnerOfRecordOperation.Transfer, "It goes from one partner to another (P2P)."),
        (PartnerOfRecordOperation.Migration, "It goes from legacy to new commerce."),
        (PartnerOfRecordOperation.Upgrade, "It becomes one of another SKU."),
        (PartnerOfRecordOperation.ScheduledChange, "A change is set down for its next term."),
        (PartnerOfRecordOperation.AutoRenewal, "It renews by itself at the end of its term: exempt."),
        (PartnerOfRecordOperation.AutoRenewOff, "It is told not to renew by itself."),
        (PartnerOfRecordOperation.Cancellation, "It is cancelled."),
        (PartnerOfRecordOperation.Suspend, "Its service is stopped, its billing not."));
}

sealed class PartnerOfRecordCheckType : ObjectType<PartnerOfRecordCheck>
{
    public PartnerOfRecordCheckType() : base("PartnerOfRecordCheck", "What is known of one condition of being a valid Partner of Record.")
    {
        Field(check => check.Rule, "The condition.");
        Field(check => check.Outcome, "What is known of it.");
        Field(check => check.Code, "Decide by this: docs/partner-of-record.md lists the codes. Null when it holds or is not asked.");
        Field(check => check.UpstreamCode, "Microsoft's own code, verbatim; null when there is none.");
        Field(check => check.UpstreamText, "Microsoft's own text, verbatim; null when there is none.");
        Field(check => check.Message, "What is so, for people.");
        Field(check => check.Remedy, "What to do about it; null when there is nothing to do.");
        Field(check => check.Source, "Who has answered; null when nobody has, or it is not asked.");
        Field(check => check.CheckedAt, "When it was answered; null when it was not, or is not asked.");
    }

    public static readonly EnumType<PartnerOfRecordRule> Rule = new("PartnerOfRecordRule", "A condition of being a valid Partner of Record.",
        (PartnerOfRecordRule.LocationAccount, "The PLA ID exists and is that of a location account, not of a global one."),
        (PartnerOfRecordRule.ResellerTenant, "It is linked to an active CSP indirect-reseller tenant."),
        (PartnerOfRecordRule.PartnerAgreement, "That tenant has accepted the Microsoft Partner Agreement, for its region."),
        (PartnerOfRecordRule.ProgramMembership, "Its membership of the Microsoft AI Cloud Partner Program is active, with no suspension and no compliance hold."),
        (PartnerOfRecordRule.Relationship, "It has an indirect-reseller relationship with this distributor."),
        (PartnerOfRecordRule.RegionMatch, "It may sell where the customer is."));

    public static readonly EnumType<CheckOutcome> Outcome = new("CheckOutcome", "What is known of a condition.",
        (CheckOutcome.Unknown, "No source has answered it."),
        (CheckOutcome.Passed, "It holds."),
        (CheckOutcome.Failed, "It does not hold."),
        (CheckOutcome.NotApplicable, "It is not asked here."));

    public static readonly EnumType<PartnerOfRecordSourceKind> Source = new("PartnerOfRecordSource", "Who has answered.",
        (PartnerOfRecordSourceKind.StoredFacts, "What files and changes have stated of the reseller."),
        (PartnerOfRecordSourceKind.PartnerCenter, "Microsoft Partner Center."));
}
