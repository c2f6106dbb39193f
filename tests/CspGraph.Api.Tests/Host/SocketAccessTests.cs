using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who is let in over a socket, how far, and until when.</summary>
public sealed class SocketAccessTests
{
    const string Init = """{"type":"connection_init"}""";
    const string Typename = """{"id":"1","type":"next","payload":{"data":{"__typename":"Query"}}}""";
    const string Scope = "{ viewer { tenant } resellers { totalCount } }";

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("authorization", "Bearer ")]
    [InlineData("AUTHORIZATION", "bearer ")]
    public async Task The_first_message_brings_the_credential(string name, string scheme)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server);

        await client.SendAsync(InitWith((name, scheme + await server.TokenAsync())));

        Assert.Equal(SocketClient.Ack, await client.ReadAsync());
    }

    [Fact]
    public async Task Or_the_handshake_did_with_its_headers()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server, headers: [("Authorization", $"Bearer {await server.TokenAsync()}"), ("X-Reseller", TestNetwork.Alpha.ToString())]);

        await client.SendAsync(Init);
        await client.SubscribeAsync("1", Scope);

        Assert.Equal($"{SocketClient.Ack}\n{ScopeOf("contoso", 2)}", await client.ReadAsync(2));
    }

    [Fact]
    public async Task An_API_key_opens_a_socket_and_names_narrow_it()
    {
        await using var server = await TestServer.StartAsync();
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash);
        using var client = await SocketClient.OpenAsync(server);

        await client.SendAsync(InitWith(("Authorization", $"Bearer {secret.Text}"), ("x-reseller", TestNetwork.Alpha.ToString()), ("x-tenant", "contoso")));
        await client.SubscribeAsync("1", Scope);

        Assert.Equal($"{SocketClient.Ack}\n{ScopeOf("contoso", 2)}", await client.ReadAsync(2));
    }

    [Theory]
    [InlineData("X-Tenant", "northwind", "4403 X-Tenant names no tenant that this token opens.")]
    [InlineData("X-Reseller", "01890000-0000-7000-8000-00000000000d", "4403 X-Reseller names no reseller that this token covers.")]
    [InlineData("Authorization", "Bearer cspg_wrong", "4403 Forbidden")]
    [InlineData("Authorization", "Basic x", "4403 Forbidden")]
    public async Task What_does_not_hold_is_forbidden(string name, string value, string close)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server, headers: [("Authorization", $"Bearer {await server.TokenAsync()}")]);

        await client.SendAsync(InitWith((name, value)));

        Assert.Equal(close, await client.ReadAsync());
    }

    [Theory]
    [InlineData("""{"type":"connection_init"}""", "4401 Unauthorized")]
    [InlineData("""{"type":"connection_init","payload":{"Authorization":null,"other":1}}""", "4401 Unauthorized")]
    [InlineData("""{"type":"connection_init","payload":{"Authorization":1}}""", "4400 'Authorization' must be a string")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}""", "4401 Unauthorized")]
    public async Task Without_a_credential_nothing_is_answered(string first, string close)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server);

        await client.SendAsync(first);

        Assert.Equal(close, await client.ReadAsync());
    }

    [Fact]
    public async Task Who_one_is_is_said_once()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        using var client = await SocketClient.EnterAsync(server, token);

        await client.InitAsync(token);

        Assert.Equal("4429 Too many initialisation requests", await client.ReadAsync());
    }

    [Fact]
    public async Task Who_says_nothing_is_closed_in_time()
    {
        await using var server = await TestServer.StartAsync("--Subscriptions:InitTimeoutSeconds=7");
        using var client = await SocketClient.OpenAsync(server);
        await server.Clock.WhenAwaited(TimeSpan.FromSeconds(7));
        server.Clock.Advance(TimeSpan.FromSeconds(6.9));
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());

        server.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("4408 Connection initialisation timeout", await client.ReadAsync());
    }

    [Fact]
    public async Task Who_has_said_it_may_be_silent_until_the_token_ends()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        server.Clock.Advance(DevelopmentTokens.Lifetime - TimeSpan.FromSeconds(1));
        await client.SubscribeAsync("1", "{ __typename }");
        Assert.Equal(Typename, await client.ReadAsync());
        await client.ReadAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("4403 The credential has expired", await client.ReadAsync());
    }

    [Fact]
    public async Task A_key_ends_its_sockets_when_it_expires_and_with_them_what_runs()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add);
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash);
        using var client = await SocketClient.EnterAsync(server, secret.Text);
        await client.SubscribeAsync("a", "subscription { events }");
        var stream = await FakeEvents.Of(server).NextAsync();
        Assert.Equal(server.Clock.GetUtcNow().UtcDateTime.AddDays(1), stream.Request.Caller.ExpiresAt);

        server.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("4403 The credential has expired", await client.ReadAsync());
        await stream.Disposed;
    }

    [Fact]
    public async Task A_key_that_is_revoked_opens_no_further_operation()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add);
        var secret = ApiKeySecret.Create();
        var id = await server.AddKeyAsync(secret.Hash);
        using var client = await SocketClient.EnterAsync(server, secret.Text);
        await client.SubscribeAsync("a", "subscription { events }");
        var stream = await FakeEvents.Of(server).NextAsync();
        Assert.Equal(stream.Request.Caller, await stream.Request.Reauthorise(CancellationToken.None));

        await server.RevokeKeyAsync(id);

        Assert.Null(await stream.Request.Reauthorise(CancellationToken.None));
        await client.SubscribeAsync("1", "{ __typename }");
        Assert.Equal("4403 The bearer token is invalid or has expired.", await client.ReadAsync());
        await stream.Disposed;
    }

    [Fact]
    public async Task Who_guesses_is_soon_not_looked_at()
    {
        await using var server = await TestServer.StartAsync("--Authentication:Failures:Capacity=2");
        for (var i = 0; i < 2; i++)
        {
            using var guesser = await SocketClient.OpenAsync(server);
            await guesser.InitAsync("cspg_wrong");
            Assert.Equal("4403 Forbidden", await guesser.ReadAsync());
        }
        using var client = await SocketClient.OpenAsync(server);

        await client.InitAsync(await server.TokenAsync());

        Assert.Equal("1013 Too many credentials of this address were refused", await client.ReadAsync());
        Assert.Equal(0, server.RememberedTokens);
    }

    [Theory]
    [InlineData("https://elsewhere.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://app.example.com", 101)]
    [InlineData("https://app.example.com:444", 403)]
    [InlineData("own", 101)]
    public async Task A_page_of_another_origin_opens_no_socket(string origin, int status)
    {
        await using var server = await TestServer.StartAsync("--Cors:Origins=https://app.example.com");
        var own = server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var client = await SocketClient.OpenAsync(server, headers: [("Origin", origin is "own" ? own : origin)]);

        Assert.Equal(status, client.Status);
    }

    static string InitWith(params (string Name, string Value)[] headers) =>
        """{"type":"connection_init","payload":{""" + string.Join(',', headers.Select(header => $"\"{header.Name}\":\"{header.Value}\"")) + "}}";

    static string ScopeOf(string tenant, int resellers) =>
        $$$"""{"id":"1","type":"next","payload":{"data":{"viewer":{"tenant":"{{{tenant}}}"},"resellers":{"totalCount":{{{resellers}}}""" + "}}}}";
}
