using CsCheck;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class ScheduledActionsTests
{
    static readonly Gen<string?> Item = Gen.Select(Gen.Char.AlphaNumeric.Array[1, 40], Gen.Char.AlphaNumeric.Array[1, 40], Gen.Char.AlphaNumeric.Array[0, 40])
        .Select((product, sku, availability) => ScheduledInstructions.CatalogItemOf($"{new string(product)}:{new string(sku)}" + (availability.Length == 0 ? "" : ":" + new string(availability))));

    internal static readonly Gen<ScheduledInstructions> Instructions =
        Gen.Select(Gen.Int.Nullable(), Gen.Enum<TermDuration>().Nullable(), Gen.Enum<BillingCycle>().Nullable(), Gen.OneOf(Gen.Const((string?)null), Item))
            .Select((quantity, term, cycle, item) => new ScheduledInstructions(quantity, term, cycle, item));

    internal static readonly Gen<ScheduledAction> Action =
        Gen.Select(Gen.Enum<ScheduleType>(), Gen.Enum<ScheduledActionType>(), Gen.DateOnly.Nullable(), Gen.OneOf(Gen.Const((ScheduledInstructions?)null), Instructions.Select(some => (ScheduledInstructions?)some)))
            .Select((schedule, type, day, instructions) => new ScheduledAction(schedule, type, day, instructions == new ScheduledInstructions() ? null : instructions));

    [Fact]
    public void What_is_written_is_read_back() => Action.List[0, ScheduledActions.Most].Sample(actions =>
    {
        var text = ScheduledActions.ToText(actions);
        var read = ScheduledActions.Parse(text)!;
        Assert.Equal(actions.ToHashSet(), [.. read]);
        Assert.Equal(text, ScheduledActions.ToText(read.Reverse()));
    });

    [Fact]
    public void As_many_as_are_taken_fit_the_column() => Action.List[ScheduledActions.Most].Sample(actions =>
    {
        var text = ScheduledActions.ToText(actions);
        Assert.InRange(text.Length, 1, 2000);
        Assert.True(System.Text.Ascii.IsValid(text));
    });

    [Fact]
    public void The_text_is_short_and_can_be_read() => Assert.Equal("CustomDate Transition 2027-03-01 c=CFQ7TTC0LCHC:0002;TermEnd RenewToNewTerm q=25 t=P1Y b=Annual", ScheduledActions.ToText([
        new(ScheduleType.TermEnd, ScheduledActionType.RenewToNewTerm, Instructions: new(25, TermDuration.P1Y, BillingCycle.Annual)),
        new(ScheduleType.CustomDate, ScheduledActionType.Transition, new DateOnly(2027, 3, 1), new(CatalogItem: "CFQ7TTC0LCHC:0002"))]));

    [Fact]
    public void Nothing_stated_is_not_nothing_scheduled()
    {
        Assert.Null(ScheduledActions.Parse(null));
        Assert.Empty(ScheduledActions.Parse("")!);
        Assert.Equal("", ScheduledActions.ToText([]));
    }

    [Theory]
    [InlineData("TermEnd")]
    [InlineData("TermEnd Forget")]
    [InlineData("TermEnd Cancel x=1")]
    [InlineData("[]")]
    public void A_text_of_somebody_elses_is_not_read_as_anything(string text) => Assert.Throws<FormatException>(() => ScheduledActions.Parse(text));

    [Theory]
    [InlineData("cfq7ttc0lchc:2", "CFQ7TTC0LCHC:0002")]
    [InlineData("CFQ7TTC0LCHC:0002:cfq7ttc0nnnn", "CFQ7TTC0LCHC:0002:CFQ7TTC0NNNN")]
    [InlineData("CFQ7TTC0LCHC", null)]
    [InlineData("CFQ7TTC0LCHC:", null)]
    [InlineData("CFQ7TTC0LCHC:0002:A:B", null)]
    [InlineData("CFQ7 TTC0LCHC:0002", null)]
    [InlineData("CFQ7TTC0LCHC:0002;", null)]
    [InlineData("CFQ7TTC0LÇHC:0002", null)]
    public void A_catalogue_item_is_named_in_one_way(string text, string? item) => Assert.Equal(item, ScheduledInstructions.CatalogItemOf(text));
}
