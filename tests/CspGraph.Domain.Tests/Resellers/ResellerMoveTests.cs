using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tests.Resellers;

public sealed class ResellerMoveTests
{
    static readonly Guid A = new("00000000-0000-0000-0000-00000000000a");
    static readonly Guid B = new("00000000-0000-0000-0000-00000000000b");
    static readonly Guid C = new("00000000-0000-0000-0000-00000000000c");
    static readonly DateTime Noon = new(2027, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_reseller_comes_under_neither_itself_nor_one_that_is_under_it()
    {
        Assert.Equal(("RESELLER_CYCLE", "parent"), ResellerMove.Cycle(A, [A], "parent") is { } itself ? (itself.Code, itself.Field) : default);
        Assert.NotNull(ResellerMove.Cycle(A, [C, B, A], "parent"));
        Assert.Null(ResellerMove.Cycle(A, [C, B], "parent"));
        Assert.Null(ResellerMove.Cycle(A, [], "parent"));
    }

    [Fact]
    public void Who_is_above_as_far_up_as_before_stays_above_without_a_break()
    {
        var (ended, begun) = ResellerMove.Steps(before: [B, A], after: [C, A]);
        Assert.Equal([(B, 1)], ended);
        Assert.Equal([(C, 1)], begun);
    }

    [Fact]
    public void Who_is_nearer_or_farther_than_before_is_above_anew()
    {
        var (ended, begun) = ResellerMove.Steps(before: [B, A], after: [A]);
        Assert.Equal([(B, 1), (A, 2)], ended);
        Assert.Equal([(A, 1)], begun);
    }

    [Fact]
    public void A_move_is_later_than_all_that_is_stated()
    {
        Assert.Equal(Noon, ResellerMove.At(Noon, Noon.AddMilliseconds(-1)));
        Assert.Equal(Noon.AddMilliseconds(1), ResellerMove.At(Noon, Noon));
        Assert.Equal(Noon.AddHours(3).AddMilliseconds(1), ResellerMove.At(Noon, Noon.AddHours(3)));
    }
}
