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
}
