using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>All that a verdict depends on.</summary>
public sealed record PartnerOfRecordQuestion
{
    /// <summary>How the tenant sells: a direct-bill partner has no Partner of Record.</summary>
    public required TenantKind TenantKind { get; init; }
    /// <summary>What is to be done.</summary>
    public required PartnerOfRecordOperation Operation { get; init; }
    /// <summary>The day on which it is to be done (UTC).</summary>
    public required DateOnly On { get; init; }
    /// <summary>When it is asked (UTC): what is worked out only now is checked now.</summary>
    public required DateTime Now { get; init; }
    /// <summary>The PLA ID under which it is done; null when nobody has one.</summary>
    public string? PlaId { get; init; }
    /// <summary>True when the ID is the PGA ID of a known reseller and the PLA ID of none.</summary>
    public bool IsGlobalAccount { get; init; }
    /// <summary>The CSP region of the one whose PLA ID it is; null when it is not known.</summary>
    public CspRegion? HolderRegion { get; init; }
    /// <summary>The country of the one whose PLA ID it is, ISO 3166-1 alpha-2 in upper case; null when it is not known.</summary>
    public string? HolderCountry { get; init; }
    /// <summary>The country of the customer's tenant, ISO 3166-1 alpha-2 in upper case; null when it is not known.</summary>
    public string? CustomerCountry { get; init; }
    /// <summary>What sources have answered about the PLA ID. Answers about the region are not used: it is worked out from the countries.</summary>
    public PartnerOfRecordAnswers Answers { get; init; } = PartnerOfRecordAnswers.None;
    /// <summary>What the tenant has decided.</summary>
    public PolicyInForce Policy { get; init; } = PolicyInForce.Default;
}
