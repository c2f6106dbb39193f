using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Orders;

/// <summary>Whether the tenant may sell where the customer is.</summary>
public static class SellerRegionGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="country">Of the customer's Microsoft tenant, not of its address: ISO 3166-1 alpha-2, upper case; null when not known.</param>
    /// <param name="authorized">The regions in which the tenant is authorised.</param>
    public static GateResult Of(string? country, IReadOnlySet<CspRegion> authorized) =>
        country is null ? GateFindings.Of(OrderGateCodes.CustomerRegionUnknown, null, "no source has stated its country")
        : CspMarkets.RegionOf(country) is not { } region ? GateFindings.Of(OrderGateCodes.CustomerRegionUnknown, null, $"{country} is no CSP market")
        : authorized.Contains(region) ? GateResult.Passed(OrderGate.SellerRegion, null, $"The tenant is authorised in {country}, which is in the region {region}.")
        : GateFindings.Of(OrderGateCodes.SellerRegionNotAuthorized, null, country, region);
}

/// <summary>Whether anybody in the chain is barred from new purchases: one answer of the tenant, one of the reseller.</summary>
/// <remarks>It is asked of new purchases: what exists may be managed even by who is suspended.</remarks>
public static class SellerStandingGate
{
    const OrderGate Gate = OrderGate.SellerStanding;

    /// <summary>What the gate answers of the tenant.</summary>
    /// <param name="status">Its programme status; null when not known.</param>
    public static GateResult OfTenant(ProgrammeStatus? status) => status switch
    {
        null => GateFindings.Of(OrderGateCodes.SellerStandingUnknown, null),
        ProgrammeStatus.Active => GateResult.Passed(Gate, null, "The tenant's programme status is active."),
        { } barred => GateFindings.Of(OrderGateCodes.SellerNotActive, null, barred),
    };

    /// <summary>What the gate answers of the reseller.</summary>
    /// <param name="status">Its status; null for a direct sale, which has no reseller.</param>
    public static GateResult OfReseller(ResellerStatus? status) => status switch
    {
        null => GateResult.NotApplicable(Gate, null, "The customer is sold to directly."),
        ResellerStatus.Active => GateResult.Passed(Gate, null, "The reseller's status is active."),
        ResellerStatus.Unknown => GateFindings.Of(OrderGateCodes.ResellerStandingUnknown, null),
        { } barred => GateFindings.Of(OrderGateCodes.ResellerNotActive, null, barred),
    };
}
