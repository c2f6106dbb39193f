namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>One of the conditions of being a valid Partner of Record.</summary>
public enum PartnerOfRecordRule
{
    /// <summary>The PLA ID exists and is that of a location account, not of a global one.</summary>
    LocationAccount,
    /// <summary>It is linked to an active CSP indirect-reseller tenant.</summary>
    ResellerTenant,
    /// <summary>That tenant has accepted the Microsoft Partner Agreement, for its region.</summary>
    PartnerAgreement,
    /// <summary>Its membership of the Microsoft AI Cloud Partner Program is active, with no suspension and no compliance hold.</summary>
    ProgramMembership,
    /// <summary>It has an indirect-reseller relationship with this distributor, in the region.</summary>
    Relationship,
    /// <summary>It may sell where the customer is.</summary>
    RegionMatch,
}

/// <summary>What is known of a condition.</summary>
public enum CheckOutcome
{
    /// <summary>No source has answered it.</summary>
    Unknown,
    /// <summary>A source has answered that it holds.</summary>
    Passed,
    /// <summary>A source has answered that it does not hold.</summary>
    Failed,
    /// <summary>It is not asked here.</summary>
    NotApplicable,
}

/// <summary>Who has answered.</summary>
public enum PartnerOfRecordSourceKind
{
    /// <summary>What files and changes have stated of the reseller.</summary>
    StoredFacts,
    /// <summary>Microsoft Partner Center, asked over HTTP.</summary>
    PartnerCenter,
}

/// <summary>What a transaction comes to by its Partner of Record.</summary>
public enum VerdictOutcome
{
    /// <summary>Too little is known.</summary>
    Unknown,
    /// <summary>Every condition holds, or is not asked.</summary>
    Allowed,
    /// <summary>A condition does not hold, and the tenant's policy only warns of it for this operation.</summary>
    Warn,
    /// <summary>A condition does not hold: Microsoft refuses it.</summary>
    Blocked,
}
