using System.Globalization;
using System.Net;
using CspGraph.Api.PartnerCenter;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>What is throttled or fails is asked again, for some time.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Who_is_throttled_waits_as_long_as_Microsoft_says()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Throttled, 429, retryAfter: "57");
        kit.Server.Answer(Validate, Bodies.Valid);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        var wait = await kit.Clock.WhenWaitingAsync();
        kit.Clock.Advance(TimeSpan.FromSeconds(56.999));
        var asked = kit.Server.Questions.Count;
        kit.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([new("12345", true, null, null)], await asking);
        Assert.Equal((TimeSpan.FromSeconds(57), 1), (wait, asked));
        Assert.Equal(2, kit.Server.Questions.Count);
    }

    [Fact]
    public async Task Who_is_throttled_until_a_time_waits_until_then()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Throttled, 429, retryAfter: RetryClock.Began.AddSeconds(20).ToString("R", CultureInfo.InvariantCulture));
        kit.Server.Answer(Validate, Bodies.Valid);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);

        Assert.Equal(TimeSpan.FromSeconds(20), await kit.Clock.PassAsync());
        await asking;
    }

    [Fact]
    public async Task Who_is_told_to_wait_long_is_told_so_at_once()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Throttled, 429, retryAfter: "121");

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal((HttpStatusCode.TooManyRequests, null, "Rate limit is exceeded. Try again in 57 seconds.", TimeSpan.FromSeconds(121)), (failure.Status, failure.Code, failure.Text, failure.RetryAfter));
        Assert.Single(kit.Server.Questions);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_failure_is_asked_again_under_the_same_id(int status)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, "", status);
        kit.Server.Answer(Validate, Bodies.Valid);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        await kit.Clock.PassAsync();

        Assert.True((await asking)[0].IsValid);
        var (first, second) = (kit.Server.Questions[0], kit.Server.Questions[1]);
        Assert.Equal((first.Headers["MS-RequestId"], first.Headers["MS-CorrelationId"], first.Body), (second.Headers["MS-RequestId"], second.Headers["MS-CorrelationId"], second.Body));
    }

    [Fact]
    public async Task A_failure_for_good_is_given_up_after_five_attempts()
    {
        await using var kit = await CreateAsync();
        for (var attempt = 0; attempt < 6; attempt++) kit.Server.Answer(Validate, """{"code":"9001","description":"Something is down."}""", 503);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        var waits = new List<TimeSpan>();
        for (var retry = 0; retry < PartnerCenterRetries.Retries; retry++) waits.Add(await kit.Clock.PassAsync());
        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => asking);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "9001", "Something is down."), (failure.Status, failure.Code, failure.Text));
        Assert.Equal($"POST {kit.Server.Address}/v1/partners/validateresellers was answered with 503, code 9001: Something is down.", failure.Message);
        Assert.Equal(5, kit.Server.Questions.Count);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)));
        Assert.Equal(4, waits.Distinct().Count());
    }

    [Fact]
    public async Task An_attempt_that_is_not_answered_is_given_up_after_half_a_minute()
    {
        await using var kit = await CreateAsync();
        kit.Server.Hold(Validate);
        kit.Server.Answer(Validate, Bodies.Valid);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        await kit.Server.WhenHeldAsync();
        kit.Clock.Advance(TimeSpan.FromSeconds(30));
        await kit.Clock.PassAsync();

        Assert.True((await asking)[0].IsValid);
        Assert.Equal(2, kit.Server.Questions.Count);
    }

    [Fact]
    public async Task All_attempts_together_take_five_minutes_at_most()
    {
        await using var kit = await CreateAsync();
        for (var attempt = 0; attempt < 3; attempt++) kit.Server.Answer(Validate, Bodies.Throttled, 429, retryAfter: "120");

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        await kit.Clock.PassAsync();
        await kit.Clock.PassAsync();
        await kit.Clock.WhenWaitingAsync();
        kit.Clock.Advance(TimeSpan.FromSeconds(60));
        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => asking);

        Assert.Null(failure.Status);
        Assert.Equal(3, kit.Server.Questions.Count);
    }

    [Fact]
    public async Task A_server_that_is_away_is_an_error_of_its_own()
    {
        await using var kit = await CreateAsync();
        await kit.Server.DisposeAsync();

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        for (var retry = 0; retry < PartnerCenterRetries.Retries; retry++) await kit.Clock.PassAsync();
        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => asking);

        Assert.Equal((null, null, null), (failure.Status, failure.Code, failure.Text));
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_does_not_ask_again()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Throttled, 429, retryAfter: "57");
        using var caller = new CancellationTokenSource();

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], caller.Token);
        await kit.Clock.WhenWaitingAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Single(kit.Server.Questions);
    }
}
