using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Agreements;

/// <summary>The one Microsoft Customer Agreement that a customer has.</summary>
sealed class CustomerAgreementType : EntityType<CustomerAgreement, CspGraphDb, Viewer>
{
    public CustomerAgreementType() : base("CustomerAgreement", "CustomerAgreements", idTag: null, "The Microsoft Customer Agreement of a customer: without a confirmed one, transactions are refused.")
    {
        Column(agreement => agreement.Status, "Whether it is accepted, and how.").Filterable();
        Column(agreement => agreement.AcceptedOn, "The day it was accepted.").Filterable();
        Column(agreement => agreement.SignatoryName, "Who accepted it.");
        Column(agreement => agreement.SignatoryEmail, "The e-mail address of who accepted it.");
        Column(agreement => agreement.AcceptanceMethod, "How it was accepted; null when it was not, or nobody has said.").Filterable();
        Column(agreement => agreement.TemplateId, "Microsoft's id of the text that was accepted; null when it is not known.");
    }

    public static readonly EnumType<AgreementStatus> Status = new("AgreementStatus", "Whether a customer has accepted the Microsoft Customer Agreement, and how.",
        (AgreementStatus.Required, "Not accepted: transactions are refused."),
        (AgreementStatus.Pending, "Sent to the customer, not yet accepted."),
        (AgreementStatus.AcceptedDirectly, "Accepted by the customer in the Microsoft 365 admin centre."),
        (AgreementStatus.AcceptedByAttestation, "Accepted through the provider's enhanced attestation."),
        (AgreementStatus.ReacceptanceRequired, "Attested by a partner before 1 April 2023, so it must be accepted again."));

    public static readonly EnumType<AcceptanceMethod> Method = new("AcceptanceMethod", "How a customer has accepted the Microsoft Customer Agreement.",
        (AcceptanceMethod.Direct, "By itself, in the Microsoft 365 admin centre."),
        (AcceptanceMethod.Attestation, "By its provider's attestation."));
}
