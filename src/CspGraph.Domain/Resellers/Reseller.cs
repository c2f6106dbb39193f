using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Resellers;

/// <summary>An indirect reseller: one CSP tenant with one PLA ID in one CSP region. A company's resellers share a PGA ID.</summary>
public sealed class Reseller : ITenantOwned
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    public string NameFolded { get; private set; } = "";
    public string? Country { get; set; }
    public CspRegion? Region { get; set; }
    public Guid? EntraTenantId { get; set; }
    /// <summary>Partner Location Account ID, formerly MPN ID; digits only. A sub-reseller may have none.</summary>
    public string? PlaId { get; set; }
    /// <summary>Partner Global Account ID, shared by a company's locations; digits only, not transactional.</summary>
    public string? PgaId { get; set; }
    public required ResellerStatus Status { get; set; }
    public MaicppStatus MaicppStatus { get; set; }
    public RelationshipState RelationshipState { get; set; }
    /// <summary>The day the Microsoft Partner Agreement was accepted; null when it is not known to be.</summary>
    public DateOnly? MpaAcceptedOn { get; set; }
    public DateOnly? OnboardedOn { get; set; }
    public Guid? ParentId { get; set; }
    /// <summary>Resellers above this one, within the tenant: 0 for one directly under the distributor.</summary>
    public int Depth { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}

/// <summary>Standing of the reseller's CSP tenant.</summary>
public enum ResellerStatus
{
    /// <summary>No source has stated it.</summary>
    Unknown,
    /// <summary>Authorised to transact.</summary>
    Active,
    /// <summary>May manage what exists, may not resell new.</summary>
    Suspended,
    /// <summary>No longer authorised: cannot be Partner of Record.</summary>
    Deauthorized,
}

/// <summary>Membership of the Microsoft AI Cloud Partner Program.</summary>
public enum MaicppStatus
{
    /// <summary>No source has stated it.</summary>
    Unknown,
    /// <summary>Enrolled.</summary>
    Active,
    /// <summary>Enrolled, with a compliance hold.</summary>
    Suspended,
    /// <summary>Not enrolled, or lapsed.</summary>
    Inactive,
}

/// <summary>State of the indirect-reseller relationship with the distributor in Partner Center.</summary>
public enum RelationshipState
{
    /// <summary>No source has stated it.</summary>
    Unknown,
    /// <summary>Requested, not yet accepted by the reseller.</summary>
    Pending,
    /// <summary>In force.</summary>
    Active,
    /// <summary>Ended by either side.</summary>
    Terminated,
}
