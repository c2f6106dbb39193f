using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who is let in, and how far.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Without_a_token_nobody_is_answered()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(Query(), token: null);

        AssertNotAuthenticated(answer);
    }

    [Fact]
    public async Task A_token_holds_for_twelve_hours()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();

        server.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await server.SendAsync(Query(), token)).Status);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        AssertNotAuthenticated(await server.SendAsync(Query(), token));
    }

    [Theory]
    [InlineData("as it should be", 200)]
    [InlineData("another key", 401)]
    [InlineData("another issuer", 401)]
    [InlineData("another audience", 401)]
    [InlineData("another algorithm", 401)]
    [InlineData("no signature", 401)]
    [InlineData("not yet valid", 401)]
    [InlineData("no expiry", 401)]
    [InlineData("an unknown tenant", 401)]
    [InlineData("no tenant", 401)]
    [InlineData("an unknown role", 401)]
    [InlineData("the role's inner name", 401)]
    [InlineData("a distributor's role with a reseller", 401)]
    [InlineData("a reseller's role without one", 401)]
    [InlineData("a reseller of another tenant", 401)]
    [InlineData("a reseller of nowhere", 401)]
    [InlineData("a reseller that is no id", 401)]
    public async Task A_token_is_checked_in_every_part(string token, int status)
    {
        await using var server = await TestServer.StartAsync();
        var crafted = new Crafted(server.Key, server.Clock.GetUtcNow().UtcDateTime);
        crafted = token switch
        {
            "as it should be" => crafted,
            "another key" => crafted with { Key = RandomNumberGenerator.GetBytes(32) },
            "another issuer" => crafted with { Issuer = "someone" },
            "another audience" => crafted with { Audience = "something" },
            // HMAC fills a key with zeros, so this is the right key with another hash.
            "another algorithm" => crafted with { Algorithm = SecurityAlgorithms.HmacSha512, Key = [.. server.Key, .. new byte[32]] },
            "no signature" => crafted with { Key = null },
            "not yet valid" => crafted with { NotBefore = crafted.Now.AddMinutes(1) },
            "no expiry" => crafted with { Expires = false },
            "an unknown tenant" => crafted with { Tenant = "nobody" },
            "no tenant" => crafted with { Tenant = null },
            "an unknown role" => crafted with { Role = "OWNER" },
            "the role's inner name" => crafted with { Role = "DistributorAdmin" },
            "a distributor's role with a reseller" => crafted with { Reseller = TestNetwork.Alpha.ToString() },
            "a reseller's role without one" => crafted with { Role = "RESELLER_ADMIN" },
            "a reseller of another tenant" => crafted with { Role = "RESELLER_ADMIN", Reseller = TestNetwork.Omega.ToString() },
            "a reseller of nowhere" => crafted with { Role = "RESELLER_ADMIN", Reseller = Guid.Empty.ToString() },
            "a reseller that is no id" => crafted with { Role = "RESELLER_ADMIN", Reseller = "alpha" },
            _ => throw new ArgumentOutOfRangeException(nameof(token)),
        };

        var answer = await server.SendAsync(Query(), crafted.Text());

        if (status == 401) AssertNotAuthenticated(answer); else Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("DISTRIBUTOR_ADMIN", null, "Beta", 200)]
    [InlineData("DISTRIBUTOR_ADMIN", null, "Omega", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "Alpha", 200)]
    [InlineData("RESELLER_ADMIN", "Alpha", "Beta", 200)]
    [InlineData("RESELLER_ADMIN", "Beta", "Alpha", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "Gamma", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "Omega", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "nowhere", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "no id", 403)]
    [InlineData("RESELLER_ADMIN", "Alpha", "", 403)]
    public async Task The_header_narrows_and_never_widens(string role, string? scope, string narrowing, int status)
    {
        await using var server = await TestServer.StartAsync();
        var request = Query();
        request.Headers.TryAddWithoutValidation("X-Reseller", scope is null ? NodeIdOf(narrowing) : IdOf(narrowing));

        var answer = await server.SendAsync(request, await server.TokenAsync(role, scope is null ? null : Guid.Parse(IdOf(scope))));

        Assert.Equal((status, status == 403 ? "AUTH_NOT_AUTHORIZED" : null), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"tenant":"contoso","role":"DISTRIBUTOR_ADMIN"}""", null)]
    [InlineData("""{"tenant":"contoso","role":"DISTRIBUTOR_ANALYST","reseller":null}""", null)]
    [InlineData("""{"tenant":"contoso","role":"RESELLER_ADMIN","reseller":"01890000-0000-7000-8000-00000000000a"}""", null)]
    [InlineData("""{"tenant":"contoso","role":"RESELLER_ADMIN","reseller":"01890000-0000-7000-8000-00000000000d"}""", "'01890000-0000-7000-8000-00000000000d' is no reseller of 'contoso'.")]
    [InlineData("""{"tenant":"contoso","role":"RESELLER_ADMIN"}""", "A reseller's role needs a reseller.")]
    [InlineData("""{"tenant":"contoso","role":"DISTRIBUTOR_ADMIN","reseller":"x"}""", "A distributor's role sees the whole tenant and takes no reseller.")]
    [InlineData("""{"tenant":"nobody","role":"DISTRIBUTOR_ADMIN"}""", "There is no tenant 'nobody'.")]
    [InlineData("""{"tenant":"contoso","role":"OWNER"}""", "'OWNER' is no role; it must be one of DISTRIBUTOR_ADMIN, DISTRIBUTOR_ANALYST, RESELLER_ADMIN, RESELLER_ANALYST, INTEGRATION.")]
    [InlineData("""{"role":"DISTRIBUTOR_ADMIN"}""", "'tenant' is missing, or no string.")]
    [InlineData("""{"tenant":"contoso","role":1}""", "'role' is missing, or no string.")]
    [InlineData("""{"tenant":"contoso","role":"RESELLER_ADMIN","reseller":7}""", "'reseller' must be a string.")]
    [InlineData("[]", "The request's body must be a JSON object.")]
    [InlineData("{", "The request's body is not well-formed JSON in UTF-8.")]
    public async Task A_development_token_is_made_or_the_wish_is_refused_with_its_reason(string wish, string? reason)
    {
        await using var server = await TestServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "dev/token") { Content = new StringContent(wish, new MediaTypeHeaderValue("application/json")) };

        var answer = await server.SendAsync(request, token: null);

        if (reason is null)
        {
            Assert.Equal(200, (await server.SendAsync(Query(), answer.Json.GetProperty("accessToken").GetString())).Status);
            return;
        }
        Assert.Equal((400, "BAD_REQUEST"), (answer.Status, answer.Code));
        Assert.Equal(reason, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_key_is_made_once_and_read_by_its_owner_only()
    {
        await using var server = await TestServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cspgraph-key-");

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DevelopmentKey.LoadOrCreate(folder.FullName))));

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        var file = Assert.Single(folder.GetFiles());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        Assert.NotEqual(keys[0], server.Key);
        folder.Delete(recursive: true);
    }

    static HttpRequestMessage Query() => TestServer.Post("graphql", new { query = "{ __typename }" });

    static void AssertNotAuthenticated(Answer answer)
    {
        Assert.Equal((401, "AUTH_NOT_AUTHENTICATED", "Bearer"), (answer.Status, answer.Code, answer.WwwAuthenticate));
        Assert.False(answer.Json.TryGetProperty("data", out _));
    }

    static string IdOf(string reseller) => reseller switch
    {
        "Alpha" => TestNetwork.Alpha.ToString(),
        "Beta" => TestNetwork.Beta.ToString(),
        "Gamma" => TestNetwork.Gamma.ToString(),
        "Omega" => TestNetwork.Omega.ToString(),
        "nowhere" => Guid.NewGuid().ToString(),
        _ => reseller,
    };

    static string NodeIdOf(string reseller) => new NodeId('R', Guid.Parse(IdOf(reseller))).ToString();

    sealed record Crafted(byte[]? Key, DateTime Now)
    {
        public string Issuer { get; init; } = "cspgraph-development";
        public string Audience { get; init; } = "cspgraph";
        public string Algorithm { get; init; } = SecurityAlgorithms.HmacSha256;
        public DateTime NotBefore { get; init; } = Now;
        public bool Expires { get; init; } = true;
        public string? Tenant { get; init; } = "contoso";
        public string Role { get; init; } = "DISTRIBUTOR_ADMIN";
        public string? Reseller { get; init; }

        public string Text()
        {
            var subject = new ClaimsIdentity([new("role", Role)]);
            if (Tenant is not null) subject.AddClaim(new("tenant", Tenant));
            if (Reseller is not null) subject.AddClaim(new("reseller", Reseller));
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                NotBefore = NotBefore,
                Expires = Expires ? Now.AddHours(1) : null,
                Subject = subject,
                SigningCredentials = Key is null ? null : new(new SymmetricSecurityKey(Key), Algorithm),
            });
        }
    }
}
