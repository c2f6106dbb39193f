using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Agreements;

/// <summary>The Microsoft Customer Agreement of one customer.</summary>
public sealed class CustomerAgreement : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Whose agreement it is: a customer has at most one row.</summary>
    public required Guid CustomerId { get; init; }
    /// <inheritdoc/>
    public Guid? ResellerId { get; set; }
    /// <summary>As last stated: a date that passes does not change it by itself.</summary>
    public required AgreementStatus Status { get; set; }
    /// <summary>The calendar day of the acceptance that <see cref="Status"/> speaks of; null when there is none, or its day is not known.</summary>
    public DateOnly? AcceptedOn { get; set; }
    /// <summary>First and last name of who accepted for the customer; null when not known.</summary>
    public string? SignatoryName { get; set; }
    /// <summary>Where that person can be reached; null when not known.</summary>
    public string? SignatoryEmail { get; set; }
    /// <summary>How it was accepted; null when it was not, or nobody has said.</summary>
    public AcceptanceMethod? AcceptanceMethod { get; set; }
    /// <summary>Microsoft's id of the text that was accepted; null when not known.</summary>
    public string? TemplateId { get; set; }
    /// <summary>When this was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
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

/// <summary>How a customer has accepted.</summary>
public enum AcceptanceMethod
{
    /// <summary>By itself, in the Microsoft 365 admin centre.</summary>
    Direct,
    /// <summary>By its provider's attestation.</summary>
    Attestation,
}
