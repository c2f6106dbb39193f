using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class SeatsBelowMinimumTests
{
    static readonly DateOnly Today = new(2028, 3, 31);

    static SeatCount Seats(int daysAgo, int quantity) => new() { Id = Guid.NewGuid(), SubscriptionId = default, Since = Today.AddDays(-daysAgo), Quantity = quantity };

    static ContractedMinimum Minimum(int startedDaysAgo, int quantity, int? endedDaysAgo = null) =>
        new() { Id = Guid.NewGuid(), SubscriptionId = default, StartsOn = Today.AddDays(-startedDaysAgo), EndsOn = endedDaysAgo is { } ended ? Today.AddDays(-ended) : null, MinimumQuantity = quantity };

    static int? DaysAgo(SeatCount[] counts, params ContractedMinimum[] minimums) => SeatsBelowMinimum.Since(counts, minimums, Today) is { } since ? Today.DayNumber - since.DayNumber : null;

    [Fact]
    public void Enough_is_enough() => Assert.Null(DaysAgo([Seats(100, 10)], Minimum(200, 10)));

    [Fact]
    public void What_was_before_the_first_count_is_not_known() => Assert.Equal(100, DaysAgo([Seats(100, 9)], Minimum(200, 10)));

    [Fact]
    public void It_begins_with_the_minimum() => Assert.Equal(40, DaysAgo([Seats(100, 9)], Minimum(40, 10)));

    [Fact]
    public void It_begins_with_fewer_seats() => Assert.Equal(30, DaysAgo([Seats(100, 12), Seats(30, 9)], Minimum(200, 10)));

    [Fact]
    public void Another_count_below_it_is_no_new_beginning() => Assert.Equal(60, DaysAgo([Seats(100, 12), Seats(60, 9), Seats(20, 5)], Minimum(200, 10)));

    [Fact]
    public void A_time_with_enough_seats_begins_it_anew() => Assert.Equal(20, DaysAgo([Seats(100, 5), Seats(60, 15), Seats(20, 5)], Minimum(200, 10)));

    [Fact]
    public void Of_several_minimums_the_one_that_began_last_holds() => Assert.Null(DaysAgo([Seats(100, 9)], Minimum(200, 10), Minimum(50, 5)));

    [Fact]
    public void Behind_a_minimum_an_earlier_one_holds_again() => Assert.Equal(9, DaysAgo([Seats(100, 9)], Minimum(200, 10), Minimum(50, 5, endedDaysAgo: 10)));

    [Fact]
    public void A_minimum_that_has_ended_binds_to_nothing() => Assert.Null(DaysAgo([Seats(100, 9)], Minimum(200, 10, endedDaysAgo: 1)));

    [Fact]
    public void Its_last_day_is_included() => Assert.Equal(100, DaysAgo([Seats(100, 9)], Minimum(200, 10, endedDaysAgo: 0)));
}
