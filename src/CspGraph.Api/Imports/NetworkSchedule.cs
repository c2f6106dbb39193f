using CspGraph.Api.Subscriptions;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>Reads what is scheduled for a subscription.</summary>
static class NetworkSchedule
{
    public static readonly IReadOnlySet<string> OfAction = new HashSet<string> { "scheduleType", "actionType", "effectiveDate", "instructions" };
    public static readonly IReadOnlySet<string> OfInstructions = new HashSet<string> { "quantity", "termDuration", "billingCycle", "catalogItem" };

    /// <summary>All of it as one text, empty for nothing; null when the item does not say.</summary>
    /// <param name="item">The subscription.</param>
    /// <param name="name">The property.</param>
    /// <param name="mostSeats">The most that a subscription can have.</param>
    public static string? Read(JsonItem item, string name, int mostSeats)
    {
        if (item.Objects(name, ScheduledActions.Most, OfAction, action => Action(action, mostSeats)) is not { } actions) return null;
        if (actions.Count(action => action.ScheduleType is ScheduleType.TermEnd) > 1) item.Offend(name, "has more than one action for the end of the term");
        var text = ScheduledActions.ToText(actions);
        item.Restate(name, text);
        return text;
    }

    static ScheduledAction Action(JsonItem item, int mostSeats)
    {
        var schedule = item.Required("scheduleType", item.Value("scheduleType", ScheduledActionsType.Schedules));
        var action = item.Required("actionType", item.Value("actionType", ScheduledActionsType.Actions));
        var date = item.Day("effectiveDate");
        if (schedule is ScheduleType.CustomDate) item.Required("effectiveDate", date);
        else if (date is not null) item.Offend("effectiveDate", "is only for CUSTOM_DATE");
        var instructions = item.Object("instructions", OfInstructions, read => Instructions(read, mostSeats));
        return new(schedule, action, date, instructions == new ScheduledInstructions() ? null : instructions);
    }

    static ScheduledInstructions Instructions(JsonItem item, int mostSeats)
    {
        var named = item.Text("catalogItem", 3 * (ScheduledInstructions.LongestId + 1));
        var catalogItem = named is null ? null : ScheduledInstructions.CatalogItemOf(named);
        if (named is not null && catalogItem is null) item.Offend("catalogItem", "is neither product:sku nor product:sku:availability");
        return new(item.Seats("quantity", mostSeats), item.Value("termDuration", CspSubscriptionType.Term), item.Value("billingCycle", CspSubscriptionType.Billing), catalogItem);
    }
}
