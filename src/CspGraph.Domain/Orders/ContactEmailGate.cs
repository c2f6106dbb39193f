using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Orders;

/// <summary>Whether the contact of a reseller has a business e-mail address.</summary>
public static class ContactEmailGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="email">As given; null for none.</param>
    public static GateResult Of(string? email) => email is null ? GateResult.NotApplicable(OrderGate.ContactEmail, null, "No e-mail address is given.") : BusinessEmail.KindOf(email) switch
    {
        EmailKind.Business => GateResult.Passed(OrderGate.ContactEmail, null, $"{email} is a business e-mail address."),
        EmailKind.Personal => GateFindings.Of(OrderGateCodes.EmailPersonal, null, email),
        EmailKind.Disposable => GateFindings.Of(OrderGateCodes.EmailDisposable, null, email),
        EmailKind.Generic => GateFindings.Of(OrderGateCodes.EmailGeneric, null, email),
        _ => GateFindings.Of(OrderGateCodes.EmailInvalid, null, email),
    };
}
