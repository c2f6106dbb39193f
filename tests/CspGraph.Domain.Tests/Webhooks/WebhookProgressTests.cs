using CspGraph.Domain.Webhooks;

namespace CspGraph.Domain.Tests.Webhooks;

public sealed class WebhookProgressTests
{
    static readonly DateTime Noon = new(2027, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Nothing_attempted_has_no_rate() => Assert.Null(New().FailureRate(Noon));

    [Fact]
    public void Attempts_within_an_hour_of_the_first_are_counted_together()
    {
        var progress = New((0, true), (1, false), (59.99, false), (59.99, true));

        Assert.Equal((Noon, 4, 2, 0, 0), (progress.WindowStart, progress.Attempts, progress.Failures, progress.PreviousAttempts, progress.PreviousFailures));
        Assert.Equal(0.5, progress.FailureRate(At(59.99)));
    }

    [Fact]
    public void An_hour_later_another_count_begins_and_the_one_before_still_counts()
    {
        var progress = New((0, true), (1, false), (60, false));

        Assert.Equal((At(60), 1, 1, 2, 1), (progress.WindowStart, progress.Attempts, progress.Failures, progress.PreviousAttempts, progress.PreviousFailures));
        Assert.Equal(2 / 3d, progress.FailureRate(At(119.99)));
    }

    [Theory]
    [InlineData(119.99, 1, 1)]
    [InlineData(120, 0, 0)]
    public void A_count_that_is_two_hours_old_is_dropped(double minutes, int previousAttempts, int previousFailures)
    {
        var progress = New((0, false), (minutes, true));

        Assert.Equal((At(minutes), 1, 0, previousAttempts, previousFailures), (progress.WindowStart, progress.Attempts, progress.Failures, progress.PreviousAttempts, progress.PreviousFailures));
    }

    [Fact]
    public void Of_three_counts_only_the_last_two_are_kept()
    {
        var progress = New((0, false), (60, false), (61, true), (120, true));

        Assert.Equal((At(120), 1, 0, 2, 1), (progress.WindowStart, progress.Attempts, progress.Failures, progress.PreviousAttempts, progress.PreviousFailures));
    }

    [Theory]
    [InlineData(119.99, 0.75)]
    [InlineData(120, 0.5)]
    [InlineData(179.99, 0.5)]
    [InlineData(180, null)]
    public void Without_another_attempt_the_rate_is_of_less_and_less(double minutes, double? rate)
    {
        var progress = New((0, false), (1, false), (60, false), (61, true));

        Assert.Equal(rate, progress.FailureRate(At(minutes)));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_rate_is_from_0_to_1(bool isTaken, double rate) => Assert.Equal(rate, New((0, isTaken), (1, isTaken)).FailureRate(At(1)));

    [Fact]
    public void It_is_failing_since_the_first_of_the_failures_that_are_not_over()
    {
        var progress = New((0, false), (1, true), (2, false), (3, false));

        Assert.Equal((At(2), At(3), At(1)), (progress.FailingSince, progress.LastAttemptAt, progress.LastSuccessAt));
    }

    [Fact]
    public void What_is_taken_ends_the_failing()
    {
        var progress = New((0, false), (1, true));

        Assert.Equal((null, At(1), At(1)), (progress.FailingSince, progress.LastAttemptAt, progress.LastSuccessAt));
    }

    static DateTime At(double minutes) => Noon.AddMinutes(minutes);

    static WebhookProgress New(params (double Minutes, bool IsTaken)[] attempts)
    {
        var progress = new WebhookProgress { WebhookId = Guid.Empty, EventNumber = 0 };
        foreach (var (minutes, isTaken) in attempts) progress.Count(At(minutes), isTaken);
        return progress;
    }
}
