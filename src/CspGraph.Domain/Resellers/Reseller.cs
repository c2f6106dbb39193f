using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Resellers;

/// <summary>An indirect reseller: one CSP tenant with one PLA ID in one CSP region. A company's resellers share a PGA ID.</summary>
public sealed class Reseller : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>The company; "PLA " and its PLA ID until a source states one.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string NameFolded { get; private set; } = "";
    /// <summary>Where it is established, ISO 3166-1 alpha-2; null when no source has stated it.</summary>
    public string? Country { get; set; }
    /// <summary>The one CSP region its tenant is authorised for; null when no source has stated it.</summary>
    public CspRegion? Region { get; set; }
    /// <summary>Its own Microsoft Entra tenant, that of Partner Center; null when no source has stated it.</summary>
    public Guid? EntraTenantId { get; set; }
    /// <summary>Partner Location Account ID, formerly MPN ID; digits only. A sub-reseller may have none.</summary>
    public string? PlaId { get; set; }
    /// <summary>The distributor's own reference for one without a PLA ID, upper case; null for all others (see <see cref="ResellerKeys"/>).</summary>
    public string? Reference { get; set; }
    /// <summary>Partner Global Account ID, shared by a company's locations; digits only, not transactional.</summary>
    public string? PgaId { get; set; }
    /// <summary>Whether Microsoft lets it transact: only an active one can be Partner of Record of something new.</summary>
    public required ResellerStatus Status { get; set; }
    /// <summary>A condition of being Partner of Record, besides <see cref="Status"/>.</summary>
    public MaicppStatus MaicppStatus { get; set; }
    /// <summary>Of this tenant as its indirect provider; another provider's does not count.</summary>
    public RelationshipState RelationshipState { get; set; }
    /// <summary>The day the Microsoft Partner Agreement was accepted; null when it is not known to be.</summary>
    public DateOnly? MpaAcceptedOn { get; set; }
    /// <summary>The calendar day it joined; known from invoices only, the earliest day anything was sold through it.</summary>
    public DateOnly? OnboardedOn { get; set; }
    /// <summary>The reseller right above it; null for one directly under the distributor.</summary>
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
