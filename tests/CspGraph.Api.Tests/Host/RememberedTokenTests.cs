using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>A token's signature is not checked for every request, but never trusted for long.</summary>
public sealed class RememberedTokenTests
{
    [Fact]
    public async Task A_key_that_was_withdrawn_is_trusted_for_five_more_minutes_by_tokens_that_were_just_seen()
    {
        await using var server = await TestServer.StartAsync();
        var (seen, unseen) = (await server.TokenAsync(), await server.TokenAsync("DISTRIBUTOR_ANALYST"));
        Assert.Equal(200, (await AskAsync(server, seen)).Status);
        server.Validation.IssuerSigningKey = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));

        Assert.Equal(401, (await AskAsync(server, unseen)).Status);
        server.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await AskAsync(server, seen)).Status);
        server.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(401, (await AskAsync(server, seen)).Status);
    }

    [Fact]
    public async Task A_token_that_was_seen_and_altered_is_another()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        Assert.Equal(200, (await AskAsync(server, token)).Status);
        Assert.Equal(401, (await AskAsync(server, token[..^1] + (token[^1] == 'A' ? 'E' : 'A'))).Status);
    }

    /// <summary>The schemes take any number of blanks before a token: each number makes another header.</summary>
    [Fact]
    public async Task Headers_that_are_made_long_are_not_kept()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        foreach (var blanks in new[] { 0, 1, 7_000, 20_000 })
        {
            var request = TestServer.Post("/graphql", new { query = "{ viewer { tenant } }" });
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + new string(' ', blanks) + token);
            Assert.Equal(200, (await server.SendAsync(request, token: null)).Status);
        }
        Assert.Equal(3, server.RememberedTokens);
    }

    static Task<Answer> AskAsync(TestServer server, string token) => server.SendAsync(TestServer.Post("/graphql", new { query = "{ viewer { tenant } }" }), token);
}
