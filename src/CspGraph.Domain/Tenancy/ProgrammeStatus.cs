namespace CspGraph.Domain.Tenancy;

/// <summary>Standing of the tenant itself in Microsoft's CSP programme, from good to bad.</summary>
/// <remarks>
/// Source: learn.microsoft.com, account-settings/suspended-partner-center-account and benefits/restricted-direct-bill-capabilities.
/// A partner quotes restricted at once, suspended after 30 days, revoked after 60 (techcommunity 4464219).
/// </remarks>
public enum ProgrammeStatus
{
    /// <summary>Authorised to transact.</summary>
    Active,
    /// <summary>Nothing new may be bought; what exists stays and renews by itself.</summary>
    Restricted,
    /// <summary>May manage what exists, may not resell new.</summary>
    Suspended,
    /// <summary>No longer authorised.</summary>
    Revoked,
}
