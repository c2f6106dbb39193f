using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Agreements;

/// <summary>The Microsoft Customer Agreement of one customer.</summary>
public sealed class CustomerAgreement : IResellerOwned
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    public required Guid CustomerId { get; init; }
    public Guid? ResellerId { get; set; }
    public required AgreementStatus Status { get; set; }
    public DateOnly? AcceptedOn { get; set; }
    public string? SignatoryName { get; set; }
    public string? SignatoryEmail { get; set; }
}

/// <summary>Whether the customer has accepted the Microsoft Customer Agreement, and how.</summary>
public enum AgreementStatus
{
    /// <summary>Not accepted: transactions are refused.</summary>
    Required,
    /// <summary>Sent to the customer, not yet accepted.</summary>
    Pending,
    /// <summary>Accepted by the customer itself in the Microsoft 365 admin centre.</summary>
    AcceptedDirectly,
    /// <summary>Accepted through the provider's enhanced attestation.</summary>
    AcceptedByAttestation,
    /// <summary>Attested by a partner before 1 April 2023, so it must be accepted again.</summary>
    ReacceptanceRequired,
}
