using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.PartnerOfRecord;

sealed class PartnerOfRecordAssignedEvent : EventKindType
{
    public PartnerOfRecordAssignedEvent() : base("PartnerOfRecordAssignedEvent", "A subscription has another Partner of Record.",
        (EventKind.PartnerOfRecordAssigned, "A subscription has another Partner of Record."))
    {
        // Who had it before may be nobody that the new one's viewers know.
        Computed("from", (told, viewer) => viewer.SeesWholeTenant ? FromOf(told.Details) : null, "The PLA ID before; null for none, and for who sees only a reseller's subtree.", nullable: true);
        Computed("to", (told, viewer) => ToOf(told.Details), "The PLA ID from then on.", nullable: true);
        Computed("on", (told, viewer) => OnOf(told.Details), "The day from which it holds.");
    }

    static string? FromOf(string? details) => Details<AssignedPla>(details)?.From;

    static string? ToOf(string? details) => Details<AssignedPla>(details)?.To;

    static DateOnly? OnOf(string? details) => Details<AssignedPla>(details)?.On;

    sealed record AssignedPla(string? From, string? To, DateOnly? On);
}
