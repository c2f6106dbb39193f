using CspGraph.Api.Host;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Host;

/// <summary>Where Entra's keys come from: read once, read anew when a token names another, and not there at all.</summary>
public sealed class EntraMetadataTests
{
    [Fact]
    public async Task Keys_are_read_once_for_many_tokens()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await StartAsync(entra);

        for (var second = 0; second < 5; second++)
        {
            var token = EntraToken.OfPerson(server, entra);
            Assert.Equal(200, (await AskAsync(server, token with { Expires = token.Expires!.Value.AddSeconds(second) })).Status);
        }

        Assert.Equal((1, 5), (entra.KeyReads, server.RememberedTokens));
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched_when_a_token_names_it()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await StartAsync(entra);
        var old = EntraToken.OfPerson(server, entra);
        Assert.Equal(200, (await AskAsync(server, old)).Status);
        entra.Withdraw(SigningKey.One);
        entra.Publish(SigningKey.Two);

        var fetched = entra.WhenKeysAreRead();
        var rolled = old with { Key = SigningKey.Two };
        var first = await AskAsync(server, rolled);
        await fetched;

        // The keys are fetched behind the request that asked for them: a client that sends it again is let in.
        Assert.Contains(first.Status, new[] { 200, 401 });
        Answer again;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do again = await AskAsync(server, rolled); while (again.Status != 200 && !limit.IsCancellationRequested);
        Assert.Equal((200, 2), (again.Status, entra.KeyReads));
    }

    [Fact]
    public async Task While_no_key_was_ever_read_tokens_are_put_off_and_not_refused()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await StartAsync(entra);
        var token = EntraToken.OfPerson(server, entra);
        entra.IsDown = true;

        var answer = await AskAsync(server, token);

        Assert.Equal((503, "INTERNAL", "10", ""), (answer.Status, answer.Code, answer.RetryAfter, answer.WwwAuthenticate));
        Assert.Matches("""^{"errors":\[{"message":"Tokens cannot be checked now\.","extensions":{"code":"INTERNAL","correlationId":"[0-9a-f]{32}"}}\]}$""", answer.Body);

        // Others need not wait for Entra, and nobody asks it again before the time.
        entra.IsDown = false;
        Assert.Equal(503, (await AskAsync(server, token)).Status);
        Assert.Equal(401, (await server.SendAsync(Query(), token: null)).Status);
        Assert.Equal(200, (await server.SendAsync(Query(), await server.TokenAsync())).Status);
        Assert.Equal(0, entra.KeyReads);
        // A clock that is set back meanwhile makes nobody wait for longer.
        server.Services.GetRequiredService<DevelopmentClock>().Offset = TimeSpan.FromSeconds(-30);
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await AskAsync(server, token)).Status);
    }

    [Fact]
    public async Task Keys_that_were_read_are_good_while_Entra_is_away()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await StartAsync(entra);
        var token = EntraToken.OfPerson(server, entra);
        Assert.Equal(200, (await AskAsync(server, token)).Status);
        entra.IsDown = true;

        Assert.Equal(200, (await AskAsync(server, token with { Expires = token.Expires!.Value.AddMinutes(1) })).Status);
        Assert.Equal(401, (await AskAsync(server, token with { Key = SigningKey.Two })).Status);
    }

    static async Task<TestServer> StartAsync(EntraServer entra)
    {
        var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        return server;
    }

    static HttpRequestMessage Query() => TestServer.Post("graphql", new { query = "{ viewer { tenant } }" });

    static Task<Answer> AskAsync(TestServer server, EntraToken token) => server.SendAsync(Query(), $"{token}");
}
