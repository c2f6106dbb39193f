using CspGraph.Domain.Agreements;

namespace CspGraph.Domain.Orders;

/// <summary>Whether the customer has accepted the Microsoft Customer Agreement.</summary>
public static class CustomerAgreementGate
{
    const OrderGate Gate = OrderGate.CustomerAgreement;

    /// <summary>What the gate answers on a day.</summary>
    /// <param name="status">As stated; null when there is no row of the customer's agreement.</param>
    /// <param name="acceptedOn">The day of the acceptance; null when there is none, or it is not known.</param>
    /// <param name="day">The day of the order (UTC).</param>
    public static GateResult Of(AgreementStatus? status, DateOnly? acceptedOn, DateOnly day) =>
        status is not { } stated ? GateFindings.Of(OrderGateCodes.CustomerAgreementUnknown, null)
        : AgreementRules.StatusOf(stated, acceptedOn) switch
        {
            AgreementStatus.AcceptedDirectly => GateResult.Passed(Gate, null, "The customer has accepted the agreement directly."),
            AgreementStatus.AcceptedByAttestation => GateResult.Passed(Gate, null, "The customer's acceptance was attested."),
            AgreementStatus.ReacceptanceRequired when day < AgreementDates.ReacceptanceEnforced =>
                GateResult.Passed(Gate, null, $"The attestation from before 1 April 2023 holds until {AgreementDates.ReacceptanceEnforced.AddDays(-1):yyyy-MM-dd}."),
            AgreementStatus.ReacceptanceRequired => GateFindings.Of(OrderGateCodes.CustomerAgreementReacceptanceRequired, null),
            _ => GateFindings.Of(OrderGateCodes.CustomerAgreementRequired, null),
        };
}
