using CspGraph.Domain.Webhooks;

namespace CspGraph.Domain.Tests.Webhooks;

public sealed class DeliveryScheduleTests
{
    const double Most = 0.999_999_999_999_999_9;

    [Theory]
    [InlineData(1, 5, 6)]
    [InlineData(2, 300, 360)]
    [InlineData(3, 1_800, 2_160)]
    [InlineData(4, 7_200, 8_640)]
    [InlineData(5, 18_000, 21_600)]
    [InlineData(6, 36_000, 43_200)]
    [InlineData(7, 50_400, 60_480)]
    [InlineData(8, 72_000, 86_400)]
    [InlineData(9, 86_400, 86_400)]
    public void Each_delay_is_stretched_by_a_fifth_at_most_and_never_beyond_a_day(int attempts, int least, int most)
    {
        Assert.Equal(TimeSpan.FromSeconds(least), DeliverySchedule.Delay(attempts, chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(most), DeliverySchedule.Delay(attempts, Most));
    }

    [Fact]
    public void The_chance_says_how_much_of_the_stretch_is_taken() => Assert.Equal(TimeSpan.FromSeconds(330), DeliverySchedule.Delay(2, chance: 0.5));

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(int.MaxValue)]
    public void The_tenth_attempt_is_the_last_whatever_is_asked_for(int attempts)
    {
        Assert.Equal(10, DeliverySchedule.MostAttempts);
        Assert.Null(DeliverySchedule.Delay(attempts, chance: 0));
        Assert.Null(DeliverySchedule.Delay(attempts, Most, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Ten_attempts_take_a_little_more_than_three_days() =>
        Assert.Equal(new TimeSpan(3, 3, 35, 5), Enumerable.Range(1, 9).Aggregate(TimeSpan.Zero, (sum, attempts) => sum + DeliverySchedule.Delay(attempts, chance: 0)!.Value));

    [Theory]
    [InlineData(1, -3_600, 5)]
    [InlineData(1, 0, 5)]
    [InlineData(1, 4, 5)]
    [InlineData(1, 5, 5)]
    [InlineData(1, 6, 6)]
    [InlineData(1, 3_600, 3_600)]
    [InlineData(4, 3_600, 7_200)]
    [InlineData(1, 86_399, 86_399)]
    [InlineData(1, 86_400, 86_400)]
    [InlineData(1, 86_401, 86_400)]
    [InlineData(9, 172_800, 86_400)]
    public void What_the_other_side_asks_for_makes_it_later_but_no_later_than_a_day(int attempts, int retryAfter, int delay) =>
        Assert.Equal(TimeSpan.FromSeconds(delay), DeliverySchedule.Delay(attempts, chance: 0, TimeSpan.FromSeconds(retryAfter)));

    [Fact]
    public void What_the_other_side_asks_for_may_be_any_time_at_all()
    {
        Assert.Equal(TimeSpan.FromHours(24), DeliverySchedule.Delay(1, chance: 0, TimeSpan.MaxValue));
        Assert.Equal(TimeSpan.FromSeconds(5), DeliverySchedule.Delay(1, chance: 0, TimeSpan.MinValue));
    }

    [Fact]
    public void What_is_asked_for_is_not_stretched_and_what_is_stretched_beyond_it_stays()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), DeliverySchedule.Delay(1, Most, TimeSpan.FromSeconds(7)));
        Assert.Equal(TimeSpan.FromSeconds(6), DeliverySchedule.Delay(1, Most, TimeSpan.FromSeconds(5.5)));
    }
}
