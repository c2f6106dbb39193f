using System.Net;
using CspGraph.Api.Host.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who guesses at tokens and keys is soon told to wait, and nobody else.</summary>
public sealed class RefusedCredentialsTests
{
    const string Bad = "cspg_notakey";

    /// <summary>The address is the one that the proxy tells: three failures at once, and one more a second.</summary>
    static readonly string[] Three = ["--ForwardedHeaders:KnownProxies=127.0.0.1", "--Authentication:Failures:Capacity=3", "--Authentication:Failures:RefillPerMinute=60"];

    [SkippableFact]
    public async Task An_address_without_failures_left_is_told_when_to_come_back_and_then_looked_at()
    {
        await using var server = await TestServer.StartAsync(Three);
        for (var i = 0; i < 3; i++) Assert.Equal(401, (await AskAsync(server, Bad)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var refused = await AskAsync(server, Bad);

        Assert.Equal((429, "RATE_LIMITED", "1"), (refused.Status, refused.Code, refused.RetryAfter));
        Assert.Equal("Too many tokens or keys from this address were refused. The next one is looked at in 1 s.", refused.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        server.Clock.Advance(TimeSpan.FromMilliseconds(998));
        Assert.Equal(429, (await AskAsync(server, Bad)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("401 429", await AskAsync(server, Bad, 2));
    }

    [SkippableFact]
    public async Task Then_not_even_a_good_token_is_looked_at_until_there_is_room()
    {
        await using var server = await TestServer.StartAsync(Three);
        Assert.Equal("401 401 401", await AskAsync(server, Bad, 3));

        Assert.Equal("429", await AskAsync(server, await server.TokenAsync(), 1));
        Assert.Equal(0, server.RememberedTokens);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 200", await AskAsync(server, await server.TokenAsync(), 2));
    }

    [SkippableFact]
    public async Task A_client_whose_token_was_good_is_not_hurt_by_others_of_its_address()
    {
        await using var server = await TestServer.StartAsync(Three);
        var token = await server.TokenAsync();
        Assert.Equal("200", await AskAsync(server, token, 1));

        Assert.Equal("401 401 401 429", await AskAsync(server, Bad, 4));
        Assert.Equal("200", await AskAsync(server, token, 1));

        // Now its signature is checked anew.
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("401 401 401 429", await AskAsync(server, Bad, 4));
        Assert.Equal("200", await AskAsync(server, token, 1));
    }

    [SkippableFact]
    public async Task A_token_that_has_expired_is_one_of_the_others()
    {
        await using var server = await TestServer.StartAsync(Three);
        var token = await server.TokenAsync();
        Assert.Equal("200", await AskAsync(server, token, 1));
        server.Clock.Advance(DevelopmentTokens.Lifetime);

        Assert.Equal("401 401 401 429", await AskAsync(server, token, 4));
        Assert.Equal(0, server.RememberedTokens);
    }

    [SkippableFact]
    public async Task A_good_token_that_names_nobody_counts_like_a_bad_one()
    {
        await using var server = await TestServer.StartAsync(Three);
        var token = await server.TokenAsync(tenant: "northwind");
        Assert.Equal("200", await AskAsync(server, token, 1));
        server.Execute("UPDATE Tenants SET Slug = 'southwind' WHERE Slug = 'northwind'");

        Assert.Equal("401 401 401 429", await AskAsync(server, token, 4));
    }

    [SkippableFact]
    public async Task What_is_no_credential_or_no_failure_of_one_does_not_count()
    {
        await using var server = await TestServer.StartAsync(Three);
        var token = await server.TokenAsync("RESELLER_ADMIN", TestNetwork.Beta);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, (await AskAsync(server, token: null)).Status);
            Assert.Equal(403, (await AskAsync(server, token, reseller: TestNetwork.Alpha)).Status);
        }

        Assert.Equal("401 401 401 429", await AskAsync(server, Bad, 4));
        Assert.Equal(401, (await AskAsync(server, token: null)).Status);
    }

    [SkippableTheory]
    [InlineData("203.0.113.1", "203.0.113.2", false)]
    [InlineData("203.0.113.1", "::ffff:203.0.113.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public async Task An_address_is_one_of_IPv4_or_64_bits_of_IPv6(string address, string other, bool same)
    {
        await using var server = await TestServer.StartAsync(Three);
        Assert.Equal("401 401 401 429", await AskAsync(server, Bad, 4, address));

        Assert.Equal(same ? "429" : "401", await AskAsync(server, Bad, 1, other));
    }

    [SkippableFact]
    public async Task Without_a_proxy_in_the_settings_a_client_cannot_choose_its_address()
    {
        await using var server = await TestServer.StartAsync(Three[1..]);
        Assert.Equal("401 401 401 429", await AskAsync(server, Bad, 4, "203.0.113.1"));

        Assert.Equal("429", await AskAsync(server, Bad, 1, "203.0.113.2"));
    }

    [SkippableFact]
    public async Task It_can_be_switched_off()
    {
        await using var server = await TestServer.StartAsync("--Authentication:Failures:Capacity=0");

        Assert.DoesNotContain("429", await AskAsync(server, Bad, 40));
    }

    [SkippableFact]
    public void Thirty_are_taken_at_once_and_thirty_a_minute_and_what_was_under_way_is_owed()
    {
        var clock = new FakeTimeProvider();
        var refused = Make(clock, new(Capacity: 30, RefillPerMinute: 30));
        var client = Client(1);

        for (var i = 0; i < 30; i++)
        {
            Assert.Null(refused.SecondsToWait(client));
            refused.Add(client);
        }

        Assert.Equal(2, refused.SecondsToWait(client));
        refused.Add(client);
        refused.Add(client);
        Assert.Equal(6, refused.SecondsToWait(client));
        clock.Advance(TimeSpan.FromMilliseconds(5_999));
        Assert.Equal(1, refused.SecondsToWait(client));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(refused.SecondsToWait(client));
    }

    [SkippableFact]
    public void However_many_addresses_fail_few_are_kept_and_those_that_fail_most()
    {
        var refused = Make(new FakeTimeProvider(), new(Capacity: 2, RefillPerMinute: 1));
        var worst = Client(0);
        for (var i = 0; i < 2; i++) refused.Add(worst);

        for (var i = 1; i <= 3 * RefusedCredentials.MaxAddresses; i++)
        {
            refused.Add(Client(i));
            Assert.InRange(refused.Count, 1, RefusedCredentials.MaxAddresses);
        }

        Assert.Equal(60, refused.SecondsToWait(worst));
        Assert.Null(refused.SecondsToWait(Client(1)));
    }

    static RefusedCredentials Make(TimeProvider clock, FailureSettings settings) => new(settings, new RememberedTokens(clock), clock);

    static HttpContext Client(int number)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer " + Bad;
        http.Connection.RemoteIpAddress = new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        return http;
    }

    static async Task<string> AskAsync(TestServer server, string? token, int times, string address = "203.0.113.1")
    {
        var statuses = new int[times];
        for (var i = 0; i < times; i++) statuses[i] = (await AskAsync(server, token, address)).Status;
        return string.Join(' ', statuses);
    }

    static Task<Answer> AskAsync(TestServer server, string? token, string address = "203.0.113.1", Guid? reseller = null)
    {
        var request = TestServer.Post("graphql", new { query = "{ __typename }" });
        request.Headers.Add("X-Forwarded-For", address);
        if (reseller is not null) request.Headers.Add("X-Reseller", reseller.ToString());
        return server.SendAsync(request, token);
    }
}
