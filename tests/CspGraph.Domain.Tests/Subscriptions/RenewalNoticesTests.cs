using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class RenewalNoticesTests
{
    static readonly DateOnly End = new(2028, 3, 30);
    static readonly int[] Thresholds = [30, 7, 1];

    /// <summary>Days before the end: when the term became known, and today; then what is told, a late one with a minus.</summary>
    [Theory]
    [InlineData(90, 31, new int[0])]
    [InlineData(90, 30, new[] { 30 })]
    [InlineData(90, 29, new[] { -30 })]
    [InlineData(90, 7, new[] { -30, 7 })]
    [InlineData(90, 1, new[] { -30, -7, 1 })]
    [InlineData(90, -5, new[] { -30, -7, -1 })]
    [InlineData(30, 30, new[] { 30 })]
    [InlineData(29, 29, new[] { -30 })]
    [InlineData(8, 8, new[] { -30 })]
    [InlineData(7, 7, new[] { 7 })]
    [InlineData(7, 1, new[] { -7, 1 })]
    [InlineData(5, 5, new[] { -7 })]
    [InlineData(1, 1, new[] { 1 })]
    [InlineData(0, 0, new[] { -1 })]
    [InlineData(-1, -1, new int[0])]
    public void Of_what_was_past_when_a_term_became_known_the_nearest_is_told_and_whatever_comes_later(int known, int today, int[] told) =>
        Assert.Equal(told, RenewalNotices.Reached(Thresholds, End, End.AddDays(-known), End.AddDays(-today)).Where(notice => notice.IsTold).Select(notice => notice.IsLate ? -notice.DaysAhead : notice.DaysAhead));

    [Fact]
    public void All_that_is_reached_is_there_to_be_noted() =>
        Assert.Equal([30, 7], RenewalNotices.Reached(Thresholds, End, End.AddDays(-5), End.AddDays(-5)).Select(notice => notice.DaysAhead));
}
