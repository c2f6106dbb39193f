using CspGraph.Api.Events;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Alerts;

sealed class AlertChangedEvent : EventKindType
{
    public AlertChangedEvent() : base("AlertChangedEvent", "Somebody sees to an alert, or has settled it, or left a note at it. Subject is the alert.",
        (EventKind.AlertChanged, "Somebody sees to an alert, or has settled it, or left a note at it."))
    {
        Computed("alertKind", (told, viewer) => KindOf(told.Details), "What is the matter.");
        Computed("alertStatus", (told, viewer) => StatusOf(told.Details), "Where the alert is from then on.");
        Computed("owner", (told, viewer) => OwnerOf(told.Details), "Who sees to it from then on; null for nobody.", nullable: true);
    }

    static AlertKind? KindOf(string? details) => Details<ChangedAlert>(details)?.Kind;

    static AlertStatus? StatusOf(string? details) => Details<ChangedAlert>(details)?.Status;

    static string? OwnerOf(string? details) => Details<ChangedAlert>(details)?.Owner;

    sealed record ChangedAlert(AlertKind? Kind, AlertStatus? Status, string? Owner);
}
