using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordOperation;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class RefusedOperationsTests
{
    static readonly PartnerOfRecordOperation[] Strict = [NewOrder, SeatIncrease, SeatDecrease, BillingPlanChange, TermChange, Transfer, Migration, Upgrade, ScheduledChange];

    static readonly PartnerOfRecordOperation[] Mild = [AutoRenewOff, Cancellation, Suspend];

    [Theory]
    [InlineData(CheckOutcome.Failed)]
    [InlineData(CheckOutcome.Unknown)]
    public void Changes_are_refused_and_what_renews_by_itself_goes_on(CheckOutcome outcome)
    {
        var operations = RefusedOperations.Of(Questions.Bare with { Answers = Questions.All(outcome) });

        Assert.Equal(Strict, operations.Refused);
        Assert.Equal(Mild, operations.Warned);
        Assert.Equal([AutoRenewal], operations.Unaffected);
    }

    [Fact]
    public void What_the_policy_lets_pass_is_not_refused()
    {
        var operations = RefusedOperations.Of(Questions.Bare with { Policy = PolicyInForce.Default with { UnknownPasses = true } });

        Assert.Empty(operations.Refused);
        Assert.Equal([.. Strict, AutoRenewal], operations.Unaffected);
    }

    [Fact]
    public void Before_the_day_of_changes_only_new_orders_are_refused()
    {
        var operations = RefusedOperations.Of(Questions.Bare with { On = new(2025, 11, 30), Answers = Questions.All(CheckOutcome.Failed) });

        Assert.Equal([NewOrder], operations.Refused);
        Assert.Empty(operations.Warned);
        Assert.Equal(Enum.GetValues<PartnerOfRecordOperation>()[1..], operations.Unaffected);
    }

    [Fact]
    public void Nothing_is_refused_while_everything_holds() =>
        Assert.Equal(Enum.GetValues<PartnerOfRecordOperation>(), RefusedOperations.Of(Questions.Bare with { Answers = Questions.All(CheckOutcome.Passed) }).Unaffected);
}
