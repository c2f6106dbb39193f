using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a tenant has decided where Microsoft's sources disagree or say nothing: one row at most.</summary>
public sealed class PartnerOfRecordPolicy : ITenantOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>What it takes for a reseller to match a customer's region.</summary>
    public RegionMatching RegionMatching { get; set; }
    /// <summary>Whether a transaction passes of whose Partner of Record too little is known. By default it does not.</summary>
    public bool UnknownPasses { get; set; }
    /// <summary>How operations are treated of which no source says it, where the tenant has decided otherwise than the default; as text (see <see cref="OperationTreatments"/>).</summary>
    public string Treatments { get; set; } = "";
    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>What it takes for a reseller to match a customer's region.</summary>
/// <remarks>Sources disagree: one compares the CSP authorised regions, another the countries (csp-facts 1.3).</remarks>
public enum RegionMatching
{
    /// <summary>Both are of one CSP region.</summary>
    CspRegion,
    /// <summary>Both are of one country.</summary>
    Country,
}

/// <summary>How an operation is treated when a condition does not hold.</summary>
public enum OperationTreatment
{
    /// <summary>It is refused.</summary>
    Strict,
    /// <summary>It is let pass, with a warning.</summary>
    Warn,
    /// <summary>It is not asked about.</summary>
    Exempt,
}
