using System.Net.Http.Headers;
using CspGraph.Api.Host;

namespace CspGraph.Api.Tests.Host;

/// <summary>A development server's clock can be set, forwards and back; nobody else's.</summary>
public sealed class DevelopmentClockTests
{
    [Fact]
    public async Task The_time_of_day_jumps_and_what_is_measured_does_not()
    {
        var machine = new WatchedClock(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var clock = new DevelopmentClock(machine);
        var (began, rang) = (clock.GetTimestamp(), false);
        await using var timer = clock.CreateTimer(_ => rang = true, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        clock.Offset = TimeSpan.FromDays(1);

        Assert.Equal((new DateTimeOffset(2027, 3, 2, 12, 0, 0, TimeSpan.Zero), TimeSpan.Zero, false), (clock.GetUtcNow(), clock.GetElapsedTime(began), rang));
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.True(rang);
    }

    [Fact]
    public async Task A_token_is_held_against_the_clock_as_it_is_set()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();

        Assert.Equal("""{"now":"2027-03-02T12:00:00Z"}""", (await SetAsync(server, """{"offsetSeconds":86400}""")).Body);
        Assert.Equal(401, (await AskAsync(server, token)).Status);
        var ahead = await server.TokenAsync();
        Assert.Equal(200, (await AskAsync(server, ahead)).Status);

        Assert.Equal("""{"now":"2027-03-01T12:00:00Z"}""", (await SetAsync(server, """{"offsetSeconds":0}""")).Body);
        Assert.Equal((200, 401), ((await AskAsync(server, token)).Status, (await AskAsync(server, ahead)).Status));
    }

    [Fact]
    public async Task What_is_no_offset_is_refused_and_nothing_is_set()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var wish in new[] { "{}", """{"offsetSeconds":"1"}""", """{"offsetSeconds":1.5}""", """{"offsetSeconds":315360001}""", """{"offsetSeconds":-315360001}""", """{"offsetSeconds":9223372036854775808}""" })
        {
            var answer = await SetAsync(server, wish);
            Assert.Equal((400, "BAD_REQUEST", "'offsetSeconds' must be a whole number from -315360000 to 315360000."), (answer.Status, answer.Code, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()));
        }

        Assert.Equal("""{"now":"2027-03-01T12:00:00Z"}""", (await SetAsync(server, """{"offsetSeconds":0}""")).Body);
    }

    [Fact]
    public async Task Where_no_demo_tokens_are_taken_there_is_none()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync([.. entra.Settings(), "--Authentication:Development=false"]);

        Assert.Equal(404, (await SetAsync(server, """{"offsetSeconds":0}""")).Status);
    }

    static Task<Answer> SetAsync(TestServer server, string wish) =>
        server.SendAsync(new(HttpMethod.Post, "dev/clock") { Content = new StringContent(wish, new MediaTypeHeaderValue("application/json")) }, token: null);

    static Task<Answer> AskAsync(TestServer server, string token) => server.SendAsync(TestServer.Post("graphql", new { query = "{ __typename }" }), token);
}
