using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Tests.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class PartnerOfRecordGateTests
{
    static IReadOnlyList<GateResult> Of(PartnerOfRecordQuestion question) => PartnerOfRecordGate.Of(3, PartnerOfRecordVerdict.Of(question));

    [Fact]
    public void Who_is_valid_passes_once() =>
        Assert.Equal([new(OrderGate.PartnerOfRecord, 3, Passed, null, null, "The Partner of Record is valid.", null)], Of(Questions.Bare with { Answers = Questions.All(Passed) }));

    [Fact]
    public void Each_condition_that_does_not_hold_is_told_with_its_code_and_remedy()
    {
        var question = Questions.Bare with
        {
            Answers = PartnerOfRecordAnswers.Newest([.. Enum.GetValues<PartnerOfRecordRule>().Select(rule => Questions.Answer(rule, Passed)
            with { Outcome = rule is PartnerOfRecordRule.ProgramMembership ? Failed : Passed, UpstreamCode = rule is PartnerOfRecordRule.ProgramMembership ? "900153" : null })])
        };
        var rule = PartnerOfRecordRules.Of(PartnerOfRecordRule.ProgramMembership).Failed;
        Assert.Equal([new(OrderGate.PartnerOfRecord, 3, Failed, rule.Code, "900153", rule.Message, rule.Remedy)], Of(question));
    }

    [Fact]
    public void What_is_not_known_is_told_as_unknown() =>
        Assert.Equal(Enumerable.Repeat(Unknown, 5), Of(Questions.Bare).Select(result => result.Outcome));

    [Fact]
    public void What_the_policy_lets_pass_passes_with_a_warning()
    {
        var result = Assert.Single(Of(Questions.Bare with { Policy = PolicyInForce.Default with { UnknownPasses = true } }));
        Assert.Equal((Passed, null), (result.Outcome, result.Code));
        Assert.StartsWith("Warning: ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direct_bill_partner_is_not_asked() =>
        Assert.Equal(NotApplicable, Assert.Single(Of(Questions.Bare with { TenantKind = TenantKind.DirectBill })).Outcome);
}
