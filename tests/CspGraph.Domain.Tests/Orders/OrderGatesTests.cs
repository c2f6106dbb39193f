using System.Reflection;
using CsCheck;
using CspGraph.Domain.Orders;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class OrderGatesTests
{
    static readonly GateResult Fine = GateResult.Passed(OrderGate.Offer, 0, "Fine.");
    static readonly GateResult NotAsked = GateResult.NotApplicable(OrderGate.Promotion, 0, "None.");
    static readonly GateResult Unlicensed = new(OrderGate.CustomerAgreement, null, Failed, "A", "13605", "No.", "Do it.");
    static readonly GateResult Unclear = new(OrderGate.SeatRange, 1, Unknown, "B", null, "Who knows.", null);

    [Fact]
    public void An_order_with_nothing_in_the_way_is_accepted()
    {
        var outcome = OrderGates.Outcome([Fine, NotAsked], unknownPasses: false);
        Assert.True(outcome.IsAccepted);
        Assert.Empty(outcome.Reasons);
    }

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var outcome = OrderGates.Outcome([Fine, Unlicensed, NotAsked, Unclear], unknownPasses: false);
        Assert.False(outcome.IsAccepted);
        Assert.Equal([new("A", "No. Do it.", null, "13605"), new("B", "Who knows.", "lines[1].quantity")], outcome.Reasons);
    }

    [Fact]
    public void What_is_not_known_passes_where_the_policy_says_so()
    {
        Assert.True(OrderGates.Outcome([Unclear], unknownPasses: true).IsAccepted);
        Assert.Equal(["A"], OrderGates.Outcome([Unlicensed, Unclear], unknownPasses: true).Reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData(OrderGate.Offer, 3, "lines[3]")]
    [InlineData(OrderGate.Prerequisite, 3, "lines[3]")]
    [InlineData(OrderGate.PartnerOfRecord, 3, "lines[3]")]
    [InlineData(OrderGate.SeatRange, 3, "lines[3].quantity")]
    [InlineData(OrderGate.Promotion, 3, "lines[3].promotionId")]
    [InlineData(OrderGate.ContactEmail, null, "contactEmail")]
    [InlineData(OrderGate.CreditLimit, null, null)]
    [InlineData(OrderGate.SellerRegion, null, null)]
    public void The_field_to_blame_is_told(OrderGate gate, int? line, string? field) =>
        Assert.Equal(field, OrderGates.Outcome([new(gate, line, Failed, "A", null, "No.", null)], unknownPasses: false).Reasons.Single().Field);

    [Fact]
    public void Nobody_is_refused_without_a_code() =>
        Assert.Throws<ArgumentException>(() => OrderGates.Outcome([new(OrderGate.Offer, 0, Failed, null, null, "No.", null)], unknownPasses: false));

    [Fact]
    public void An_order_is_refused_when_a_gate_fails_or_is_unknown_and_that_does_not_pass() =>
        Gen.Select(Gen.OneOfConst(Fine, NotAsked, Unlicensed, Unclear).Array[0, 6], Gen.Bool).Sample((results, unknownPasses) => Assert.Equal(
            results.Count(result => result == Unlicensed || result == Unclear && !unknownPasses), OrderGates.Outcome(results, unknownPasses).Reasons.Count));

    [Fact]
    public void Every_code_has_one_finding() => Assert.Equal(
        typeof(OrderGateCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        GateFindings.All.Select(finding => finding.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void A_finding_fails_or_is_unknown_as_its_code_says() => Assert.All(GateFindings.All, finding =>
    {
        Assert.Equal(finding.Code.EndsWith("UNKNOWN", StringComparison.Ordinal) ? Unknown : Failed, finding.Outcome);
        Assert.NotEmpty(finding.Source);
    });

    [Fact]
    public void Microsoft_s_codes_are_those_of_the_sources() => Assert.Equal(
        ["13605", "2030", "900149", "800039", "800070", "2002", "900121"], GateFindings.All.Select(finding => finding.UpstreamCode).OfType<string>());
}
