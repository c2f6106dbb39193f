using CspGraph.Api.Events;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Agreements;

sealed class AgreementRecordedEvent : EventKindType
{
    public AgreementRecordedEvent() : base("AgreementRecordedEvent", "It was recorded whether the customer has accepted the Microsoft Customer Agreement.",
        (EventKind.AgreementRecorded, "The state of a customer's agreement was recorded."))
    {
        Computed("before", (told, viewer) => BeforeOf(told.Details), "The state before; null where nothing was known.");
        Computed("status", (told, viewer) => StatusOf(told.Details), "The state that was recorded.");
    }

    static AgreementStatus? BeforeOf(string? details) => Details<RecordedAgreement>(details)?.Before;

    static AgreementStatus? StatusOf(string? details) => Details<RecordedAgreement>(details)?.Status;

    sealed record RecordedAgreement(AgreementStatus? Before, AgreementStatus? Status);
}
