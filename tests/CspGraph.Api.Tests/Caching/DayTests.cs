using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Caching;

/// <summary>What depends on time is not used again beyond its time.</summary>
public sealed class DayTests
{
    static readonly DateTimeOffset Evening = new(2027, 3, 1, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task What_depends_on_the_day_changes_at_midnight_and_not_before()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        var clock = new FakeTimeProvider(Evening);
        var told = new DateOnly(2027, 3, 1);
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(() => told), clock: clock);
        Assert.Equal("""{"data":{"today":"2027-03-01"}}""", await replica.AskAsync("{ today }"));
        told = new(2027, 3, 2);

        clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));
        Assert.Equal("""{"data":{"today":"2027-03-01"}}""", await replica.AskAsync("{ today }"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("""{"data":{"today":"2027-03-02"}}""", await replica.AskAsync("{ today }"));
    }

    [Fact]
    public async Task What_is_begun_before_midnight_and_ended_after_it_is_kept_for_neither_day()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        var clock = new FakeTimeProvider(Evening);
        await shared.WriteAsync("A");
        var engine = PausingQuery.Engine(() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), first: _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        });
        await using var replica = await Replica.StartAsync(shared, engine: engine, clock: clock);

        Assert.Equal("""{"data":{"names":"A","today":"2027-03-02"}}""", await replica.AskAsync("{ names today }"));
        clock.SetUtcNow(Evening.AddDays(1));
        Assert.Equal("""{"data":{"names":"A","today":"2027-03-03"}}""", await replica.AskAsync("{ names today }"));
    }

    [Theory]
    [InlineData("{ now }")]
    [InlineData("{ resellers { totalCount } now }")]
    [InlineData("query($is: Boolean! = true) { resellers { totalCount } ... @include(if: $is) { now } }")]
    public async Task What_holds_only_now_is_read_each_time(string query)
    {
        await using var shared = await SharedDatabase.CreateAsync();
        var told = DateOnly.MinValue;
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(() => told = told.AddDays(1)));

        Assert.Contains("\"0001-01-02\"", await replica.AskAsync(query));
        Assert.Contains("\"0001-01-03\"", await replica.AskAsync(query));
    }
}
