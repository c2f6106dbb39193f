using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.PartnerOfRecord;

sealed class PartnerOfRecordTurnedEvent : EventKindType
{
    public PartnerOfRecordTurnedEvent() : base("PartnerOfRecordTurnedEvent", "A reseller's verdict as Partner of Record turned: told once, with all that it affects.",
        (EventKind.PartnerOfRecordTurned, "A reseller's verdict as Partner of Record turned.")) =>
        Computed("turn", (told, viewer) => TurnOf(told.Details), "What turned, and what that affects.", nullable: true).OfUpTo(StandingTurn.MostNamed, "subscriptions");

    static PartnerOfRecordTurn? TurnOf(string? details) => Details<PartnerOfRecordTurn>(details);
}

/// <summary>A verdict that turned, as it was told.</summary>
sealed record PartnerOfRecordTurn(
    string? PlaId, VerdictOutcome Before, VerdictOutcome After, IReadOnlyList<TurnedCheck> Checks, int CustomerCount, int SubscriptionCount, DateOnly? NextRenewalOn,
    IReadOnlyList<TurnedSubscription> Subscriptions, RefusedOperations Operations);

/// <summary>A condition that does not hold, or of which nothing is known.</summary>
sealed record TurnedCheck(PartnerOfRecordRule Rule, CheckOutcome Outcome, string? Code, string? UpstreamCode);

/// <summary>A subscription that is affected.</summary>
sealed record TurnedSubscription(NodeId Id, NodeId Customer, DateOnly? RenewsOn, bool? AutoRenew);

sealed class PartnerOfRecordTurnType : ObjectType<PartnerOfRecordTurn>
{
    public PartnerOfRecordTurnType() : base("PartnerOfRecordTurn", "A verdict that turned: from what to what and why, whom it affects, and what is refused from then on.")
    {
        Field(turn => turn.PlaId, "The PLA ID it is about; null where the reseller and all above it have none.");
        Field(turn => turn.Before, "The outcome before.");
        Field(turn => turn.After, "The outcome from then on.");
        Field(turn => turn.Checks, "The conditions that do not hold, or of which nothing is known.");
        Field(turn => turn.CustomerCount, "Customers that are affected.");
        Field(turn => turn.SubscriptionCount, "Subscriptions that are affected.");
        Field(turn => turn.NextRenewalOn, "When the first of them renews; null when none does.");
        Field(turn => turn.Subscriptions, "Those of them that renew soonest, up to 100.");
        Field(turn => turn.Operations, "What is refused from then on, what passes with a warning, and what goes on as before.");
    }
}

sealed class TurnedCheckType : ObjectType<TurnedCheck>
{
    public TurnedCheckType() : base("TurnedCheck", "A condition of a verdict that turned.")
    {
        Field(check => check.Rule, "The condition.");
        Field(check => check.Outcome, "FAILED or UNKNOWN.");
        Field(check => check.Code, "Our code; null for what is not known.");
        Field(check => check.UpstreamCode, "Microsoft's own code; null where it has not answered this.");
    }
}

sealed class TurnedSubscriptionType : ObjectType<TurnedSubscription>
{
    public TurnedSubscriptionType() : base("TurnedSubscription", "A subscription that a turned verdict affects, as it was then.")
    {
        Field(row => row.Id, "Its global id.");
        Field(row => row.Customer, "The global id of its customer.");
        Field(row => row.RenewsOn, "When it renews; null without a commitment.");
        Field(row => row.AutoRenew, "Whether it renews by itself, which goes on all the same; null when no source has stated it.");
    }
}

sealed class RefusedOperationsType : ObjectType<RefusedOperations>
{
    public RefusedOperationsType() : base("RefusedOperations", "Every operation, by what a verdict makes of it.")
    {
        Field(operations => operations.Refused, "Refused.");
        Field(operations => operations.Warned, "Let pass with a warning.");
        Field(operations => operations.Unaffected, "As if nothing were the matter.");
    }
}
