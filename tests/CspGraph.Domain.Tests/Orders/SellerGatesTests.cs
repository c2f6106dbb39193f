using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class SellerGatesTests
{
    [Theory]
    [InlineData("PT", Passed, null, null)]
    [InlineData("BR", Passed, null, null)]
    [InlineData("US", Failed, "SELLER_REGION_NOT_AUTHORIZED", "2030")]
    [InlineData("ZA", Failed, "SELLER_REGION_NOT_AUTHORIZED", "2030")]
    [InlineData("KP", Unknown, "CUSTOMER_REGION_UNKNOWN", null)]
    [InlineData(null, Unknown, "CUSTOMER_REGION_UNKNOWN", null)]
    public void The_tenant_sells_in_the_regions_it_is_authorised_for(string? country, CheckOutcome outcome, string? code, string? upstream) =>
        Assert.Equal((OrderGate.SellerRegion, outcome, code, upstream), Of(SellerRegionGate.Of(country, new HashSet<CspRegion> { CspRegion.Europe, CspRegion.Brazil })));

    [Fact]
    public void A_refused_region_is_named() => Assert.Equal(
        "The tenant is not authorised to sell in US, which is in the region UnitedStates.", SellerRegionGate.Of("US", new HashSet<CspRegion>()).Message);

    [Theory]
    [InlineData(null, Unknown, "SELLER_STANDING_UNKNOWN", null)]
    [InlineData(ProgrammeStatus.Active, Passed, null, null)]
    [InlineData(ProgrammeStatus.Restricted, Failed, "SELLER_NOT_ACTIVE", "900149")]
    [InlineData(ProgrammeStatus.Suspended, Failed, "SELLER_NOT_ACTIVE", "900149")]
    [InlineData(ProgrammeStatus.Revoked, Failed, "SELLER_NOT_ACTIVE", "900149")]
    public void A_tenant_that_is_restricted_or_worse_buys_nothing_new(ProgrammeStatus? status, CheckOutcome outcome, string? code, string? upstream) =>
        Assert.Equal((OrderGate.SellerStanding, outcome, code, upstream), Of(SellerStandingGate.OfTenant(status)));

    [Theory]
    [InlineData(null, NotApplicable, null, null)]
    [InlineData(ResellerStatus.Active, Passed, null, null)]
    [InlineData(ResellerStatus.Unknown, Unknown, "RESELLER_STANDING_UNKNOWN", null)]
    [InlineData(ResellerStatus.Suspended, Failed, "RESELLER_NOT_ACTIVE", "800039")]
    [InlineData(ResellerStatus.Deauthorized, Failed, "RESELLER_NOT_ACTIVE", "800039")]
    public void A_reseller_that_is_not_active_resells_nothing_new(ResellerStatus? status, CheckOutcome outcome, string? code, string? upstream) =>
        Assert.Equal((OrderGate.SellerStanding, outcome, code, upstream), Of(SellerStandingGate.OfReseller(status)));

    static (OrderGate Gate, CheckOutcome Outcome, string? Code, string? Upstream) Of(GateResult result) => (result.Gate, result.Outcome, result.Code, result.UpstreamCode);
}
