namespace CspGraph.Domain.Agreements;

/// <summary>The days on which Microsoft's rules of the customer agreement changed: each is the first day of the new rule.</summary>
public static class AgreementDates
{
    /// <summary>What a partner attested before this day, 1 April 2023, must be accepted again.</summary>
    /// <remarks>Source: learn.microsoft.com, announcements/2025-august, as quoted by manageprotect and softwareone (csp-facts 0, 3.6).</remarks>
    public static readonly DateOnly OldestStandingAttestation = new(2023, 4, 1);

    /// <summary>From this day, 7 October 2025, transactions are refused where it was not accepted again.</summary>
    /// <remarks>Source: as above. Purchases, seats up and down, upgrades, and changes of term and billing plan.</remarks>
    public static readonly DateOnly ReacceptanceEnforced = new(2025, 10, 7);

    /// <summary>From this day, 5 January 2026, the only attestation is the enhanced one: the old API, page and bulk tool are retired.</summary>
    /// <remarks>Source: learn.microsoft.com, customers/integrate-sandbox-confirm-customer-agree (csp-facts 3.6).</remarks>
    public static readonly DateOnly EnhancedAttestation = new(2026, 1, 5);
}

/// <summary>By which of Microsoft's procedures a partner attested that the customer has accepted.</summary>
public enum AttestationKind
{
    /// <summary>The partner's own word, in the API, the page or the bulk tool that are retired.</summary>
    Original,
    /// <summary>The enhanced one: the customer accepts in a component of Microsoft's.</summary>
    Enhanced,
}
