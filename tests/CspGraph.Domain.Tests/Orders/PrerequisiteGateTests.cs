using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class PrerequisiteGateTests
{
    static HeldLicence Held(string title, int seats, SubscriptionStatus status = SubscriptionStatus.Active) => new(title, seats, status);

    [Fact]
    public void Copilot_needs_a_base_licence()
    {
        var result = PrerequisiteGate.Of(0, [new("Microsoft 365 Copilot", 5)], [Held("Power BI Pro", 9)]);
        Assert.Equal(new(OrderGate.Prerequisite, 0, Failed, "PREREQUISITE_MISSING", null,
            "Microsoft 365 Copilot needs a base licence, and the customer holds none of those that qualify.", "Order one with it: Microsoft 365 E3 or Business Premium."), result);
    }

    [Fact]
    public void What_the_customer_holds_and_what_is_ordered_with_it_count_together() => Assert.Equal(
        "9 seats of qualifying base licences for 7 of the add-on.",
        PrerequisiteGate.Of(1, [new("Office 365 E3 (no Teams)", 4), new("Microsoft 365 Copilot", 5)], [Held("Visio Plan 2", 2), Held("Microsoft 365 E3", 3), Held("Microsoft 365 Copilot", 2)]).Message);

    [Theory]
    [InlineData(SubscriptionStatus.Active, Passed)]
    [InlineData(SubscriptionStatus.Pending, Failed)]
    [InlineData(SubscriptionStatus.Suspended, Failed)]
    [InlineData(SubscriptionStatus.Expired, Failed)]
    [InlineData(SubscriptionStatus.Disabled, Failed)]
    [InlineData(SubscriptionStatus.Deleted, Failed)]
    public void Only_active_seats_count(SubscriptionStatus status, CheckOutcome outcome) =>
        Assert.Equal(outcome, PrerequisiteGate.Of(0, [new("Microsoft 365 Copilot", 5)], [Held("Microsoft 365 E3", 9, status)]).Outcome);

    [Theory]
    [InlineData(4, "Warning: 4 seats of qualifying base licences for 5 of the add-on; each user who is assigned it needs one.")]
    [InlineData(5, "5 seats of qualifying base licences for 5 of the add-on.")]
    [InlineData(6, "6 seats of qualifying base licences for 5 of the add-on.")]
    public void Fewer_base_seats_than_add_on_seats_are_told_and_let_pass(int seats, string message) =>
        Assert.Equal(new(OrderGate.Prerequisite, 0, Passed, null, null, message, null), PrerequisiteGate.Of(0, [new("Microsoft 365 Copilot", 5)], [Held("Microsoft 365 E3", seats)]));

    [Theory]
    [InlineData("Microsoft 365 Business Basic", Passed)]
    [InlineData("Microsoft 365 Business Standard EEA (no Teams)", Passed)]
    [InlineData("Microsoft 365 Business Premium", Passed)]
    [InlineData("Microsoft 365 E3", Failed)]
    [InlineData("Microsoft 365 Apps for business", Failed)]
    public void Copilot_Business_needs_a_Business_plan(string held, CheckOutcome outcome) =>
        Assert.Equal(outcome, PrerequisiteGate.Of(0, [new("Microsoft 365 Copilot Business", 5)], [Held(held, 9)]).Outcome);

    [Theory]
    [InlineData("Microsoft 365 Copilot for faculty", "Office 365 A3 for faculty", Passed)]
    [InlineData("Microsoft 365 Copilot (Education Faculty Pricing)", "Microsoft 365 A5", Passed)]
    [InlineData("Microsoft 365 Copilot for students 18+", "Microsoft 365 A1 for students", Passed)]
    [InlineData("Microsoft 365 Copilot for faculty", "Microsoft 365 E3", Failed)]
    [InlineData("Microsoft 365 Copilot", "Microsoft 365 A3 for faculty", Passed)]
    [InlineData("Microsoft 365 Copilot", "Office 365 A3 for students use benefit", Failed)]
    public void A_school_s_Copilot_needs_a_school_s_licence(string addOn, string held, CheckOutcome outcome) =>
        Assert.Equal(outcome, PrerequisiteGate.Of(0, [new(addOn, 5)], [Held(held, 9)]).Outcome);

    [Fact]
    public void A_licence_that_is_no_add_on_is_not_asked() =>
        Assert.Equal((NotApplicable, null), Of(PrerequisiteGate.Of(0, [new("Microsoft 365 E3", 5)], [])));

    [Fact]
    public void What_an_unknown_add_on_needs_is_not_known() =>
        Assert.Equal((Unknown, "PREREQUISITE_UNKNOWN"), Of(PrerequisiteGate.Of(0, [new("Microsoft Teams Phone Standard", 5, IsAddOn: true)], [Held("Microsoft 365 E3", 5)])));

    [Fact]
    public void Seats_beyond_an_integer_are_counted() => Assert.Equal(Passed,
        PrerequisiteGate.Of(0, [new("Microsoft 365 Copilot", 5)], [Held("Microsoft 365 E3", int.MaxValue), Held("Microsoft 365 E5", int.MaxValue)]).Outcome);

    static (CheckOutcome Outcome, string? Code) Of(GateResult result) => (result.Outcome, result.Code);
}
