using CsCheck;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Domain.Subscriptions.TermDuration;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class TermDatesTests
{
    [Theory]
    // As Microsoft publishes them.
    [InlineData("2021-01-31", P1M, "2021-02-27")]
    [InlineData("2021-05-31", P1M, "2021-06-29")]
    [InlineData("2021-07-31", P1M, "2021-08-30")]
    [InlineData("2021-02-27", P1M, "2021-03-26")]
    [InlineData("2021-06-29", P1M, "2021-07-28")]
    [InlineData("2021-01-31", P1Y, "2022-01-30")]
    [InlineData("2021-01-30", P1Y, "2022-01-29")]
    // By the same rule.
    [InlineData("2024-01-31", P1M, "2024-02-28")]
    [InlineData("2026-03-01", P1M, "2026-03-31")]
    [InlineData("2024-02-28", P1Y, "2025-02-27")]
    [InlineData("2024-02-29", P1Y, "2025-02-27")]
    [InlineData("2024-03-01", P1Y, "2025-02-28")]
    [InlineData("2023-03-01", P1Y, "2024-02-29")]
    [InlineData("2024-02-29", P3Y, "2027-02-27")]
    [InlineData("2026-01-01", P3Y, "2028-12-31")]
    [InlineData("2024-02-29", P5Y, "2029-02-27")]
    public void The_last_day_is_in_the_term(string start, TermDuration term, string end) =>
        Assert.Equal(DateOnly.Parse(end), TermDates.EndOf(DateOnly.Parse(start), term));

    [Fact]
    public void A_later_start_never_ends_earlier() => Gen.Select(Gen.Int[0, 20_000], Gen.Enum<TermDuration>()).Sample((day, term) =>
    {
        var start = new DateOnly(2000, 1, 1).AddDays(day);
        Assert.True(TermDates.EndOf(start, term) <= TermDates.EndOf(start.AddDays(1), term));
    });
}
