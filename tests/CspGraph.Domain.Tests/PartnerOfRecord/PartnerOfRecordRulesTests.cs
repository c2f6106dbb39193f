using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerOfRecordRulesTests
{
    [Theory]
    [InlineData(PartnerOfRecordRule.LocationAccount, "POR_PLA_NOT_LOCATION_ACCOUNT", "POR_LOCATION_ACCOUNT_UNKNOWN")]
    [InlineData(PartnerOfRecordRule.ResellerTenant, "POR_RESELLER_TENANT_INACTIVE", "POR_RESELLER_TENANT_UNKNOWN")]
    [InlineData(PartnerOfRecordRule.PartnerAgreement, "POR_MPA_NOT_ACCEPTED", "POR_MPA_UNKNOWN")]
    [InlineData(PartnerOfRecordRule.ProgramMembership, "POR_MAICPP_INACTIVE", "POR_MAICPP_UNKNOWN")]
    [InlineData(PartnerOfRecordRule.Relationship, "POR_RELATIONSHIP_INACTIVE", "POR_RELATIONSHIP_UNKNOWN")]
    [InlineData(PartnerOfRecordRule.RegionMatch, "POR_REGION_MISMATCH", "POR_REGION_UNKNOWN")]
    public void The_codes_of_a_condition_are_published(PartnerOfRecordRule rule, string failed, string unknown)
    {
        var row = PartnerOfRecordRules.Of(rule);

        Assert.Equal((rule, failed, unknown), (row.Rule, row.Failed.Code, row.Unknown.Code));
        Assert.All([row.Passed, row.Failed.Message, row.Failed.Remedy, row.Unknown.Message, row.Unknown.Remedy, row.Source], text => Assert.EndsWith(".", text));
    }

    [Fact]
    public void Every_condition_has_one_row() =>
        Assert.Equal(Enum.GetValues<PartnerOfRecordRule>(), PartnerOfRecordRules.All.Select(row => row.Rule));

    [Fact]
    public void A_special_case_has_the_code_of_its_condition_unless_another_remedy_is_called_for() => Assert.Equal(
        ("POR_PLA_ID_MISSING", "POR_PLA_NOT_LOCATION_ACCOUNT", "POR_REGION_MISMATCH"),
        (PartnerOfRecordRules.NoPlaId.Code, PartnerOfRecordRules.GlobalAccount.Code, PartnerOfRecordRules.OtherCountry.Code));
}
