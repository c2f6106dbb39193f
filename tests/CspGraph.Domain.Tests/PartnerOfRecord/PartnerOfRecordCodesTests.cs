using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.PartnerCenterPlace;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerOfRecordCodesTests
{
    public static TheoryData<PartnerCenterPlace, string, int?, PartnerOfRecordRule?, string> Rows => new()
    {
        { Validation, "900400", null, ResellerTenant, "The PLA ID (formerly MPN ID) is not linked to any active reseller tenant." },
        { Validation, "900414", null, ResellerTenant, "The requested indirect reseller with PLA ID (formerly MPN ID) is not currently authorized to be associated with this transaction. Ensure the reseller has an active CSP indirect reseller tenant." },
        { Transaction, "2071", 400, null, "MPN Id is not a valid Advisor" },
        { Transaction, "2072", 404, ResellerTenant, "MPN Id of Indirect Provider is not valid as Partner On Record" },
        { Transaction, "800015", 404, LocationAccount, "MPN Id is not found" },
        { Transaction, "800016", 400, ResellerTenant, "MPN Id is not a valid Indirect Reseller" },
        { Transaction, "800039", 403, ProgramMembership, "Reseller program status is not active" },
        { Transaction, "800098", 400, null, "Cannot update the partner on record for this subscription" },
        { Transaction, "900123", 403, PartnerAgreement, "Microsoft Partner Agreement has not been accepted by the indirect reseller" },
        { Transaction, "900124", 403, null, "Your company has not accepted the Microsoft Partner Agreement (MPA)." },
        { Transaction, "900149", 403, ProgramMembership, "{0} program status is not active." },
        { Transaction, "900154", 400, ResellerTenant, "The PLA ID (formerly MPN ID) is not linked to an active CSP indirect reseller tenant." },
        { Transaction, "900206", 400, null, "Partner Attestation is missing." },
        { Transaction, "2030", 403, RegionMatch, "Partner is not onboarded to sell in country" },
        { Transaction, "20002", 403, null, "The partner id {0} has no commerce relationship with the customer id {1}." },
        { PartnerTransfer, "900400", 400, null, "The transfer request can't be created." },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_code_names_one_condition_or_none(PartnerCenterPlace place, string code, int? status, PartnerOfRecordRule? rule, string text)
    {
        var row = PartnerOfRecordCodes.Find(place, code);

        Assert.Equal((place, code, status, rule, text), (row!.Place, row.Code, row.HttpStatus, row.Rule, row.Text));
        Assert.Equal(rule, PartnerOfRecordCodes.RuleOf(place, code));
        Assert.NotEmpty(row.Source);
    }

    [Fact]
    public void There_are_no_other_codes() => Assert.Equal(Rows.Count(), PartnerOfRecordCodes.All.Count);

    [Theory]
    [InlineData(Transaction, "900400")]
    [InlineData(Validation, "800015")]
    [InlineData(Validation, "")]
    public void A_code_says_nothing_where_it_is_not_listed(PartnerCenterPlace place, string code) =>
        Assert.Equal((null, null), (PartnerOfRecordCodes.Find(place, code), PartnerOfRecordCodes.RuleOf(place, code)));
}
