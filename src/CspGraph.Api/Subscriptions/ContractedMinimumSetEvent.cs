using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Subscriptions;

sealed class ContractedMinimumSetEvent : EventKindType
{
    public ContractedMinimumSetEvent() : base("ContractedMinimumSetEvent", "The fewest seats that a reseller is bound to keep on a subscription were set.",
        (EventKind.ContractedMinimumSet, "The fewest seats that a reseller is bound to keep on a subscription were set."))
    {
        Computed("quantity", (told, viewer) => QuantityOf(told.Details), "Seats; 0 binds to nothing.");
        Computed("startsOn", (told, viewer) => StartOf(told.Details), "The first day on which it holds.");
        Computed("endsOn", (told, viewer) => EndOf(told.Details), "The last day on which it holds; null until a later one begins.");
    }

    static int? QuantityOf(string? details) => Details<SetMinimum>(details)?.Quantity;

    static DateOnly? StartOf(string? details) => Details<SetMinimum>(details)?.StartsOn;

    static DateOnly? EndOf(string? details) => Details<SetMinimum>(details)?.EndsOn;

    sealed record SetMinimum(int? Quantity, DateOnly? StartsOn, DateOnly? EndsOn);
}
