namespace CspGraph.Domain.Tenancy;

/// <summary>How far Microsoft lets the tenant itself transact.</summary>
/// <remarks>Source: learn.microsoft.com, suspended-partner-center-account and restricted-direct-bill-capabilities (csp-facts 5.5).</remarks>
public enum ProgrammeStatus
{
    /// <summary>Without restriction.</summary>
    Active,
    /// <summary>Nothing new may be bought; what there is stays, and renews by itself.</summary>
    Restricted,
    /// <summary>What there is may be managed, nothing new may be sold.</summary>
    Suspended,
    /// <summary>No longer a partner.</summary>
    Revoked,
}
