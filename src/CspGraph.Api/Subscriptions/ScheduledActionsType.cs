using CspGraph.Domain.Subscriptions;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>Partner Center's scheduledActions, under its own names.</summary>
sealed class ScheduledActionsType : ObjectType<ScheduledAction>
{
    public ScheduledActionsType() : base("ScheduledAction", "What is scheduled for a subscription.")
    {
        Field(action => action.ScheduleType, "When it is done.");
        Field(action => action.ActionType, "What is done.");
        Field(action => action.EffectiveDate, "The day (UTC) from which it holds; null at the end of the term.");
        Field(action => action.Instructions, "What is to be other than it is; null for nothing.");
    }

    public static readonly EnumType<ScheduleType> Schedules = new("ScheduleType", "When a scheduled action is done.",
        (ScheduleType.TermEnd, "When the term has ended."),
        (ScheduleType.CustomDate, "On a day of its own."));

    public static readonly EnumType<ScheduledActionType> Actions = new("ScheduledActionType", "What a scheduled action does.",
        (ScheduledActionType.Cancel, "It cancels the subscription."),
        (ScheduledActionType.RenewToNewTerm, "It renews it for a new term."),
        (ScheduledActionType.RenewToExtendedServiceTerm, "It lets it go on month by month as an extended service term."),
        (ScheduledActionType.Transition, "It makes it one of another SKU."));
}

sealed class ScheduledInstructionsType : ObjectType<ScheduledInstructions>
{
    public ScheduledInstructionsType() : base("ScheduledInstructions", "How a subscription is to be after a scheduled action; what is null stays as it is.")
    {
        Field(instructions => instructions.Quantity, "Seats, all of them.");
        Field(instructions => instructions.TermDuration, "Length of the term.");
        Field(instructions => instructions.BillingCycle, "How often Microsoft charges.");
        Field(instructions => instructions.CatalogItem, "What it is to be of: product:sku or product:sku:availability.");
    }
}
