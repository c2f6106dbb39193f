using System.Net.Sockets;
using System.Text;
using CspGraph.Api.Tests.Imports;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>However much is logged, no secret is: it would be read by more people than may use it.</summary>
public sealed class LoggedSecretsTests
{
    const string Hidden = "hush-4711-hush";

    readonly KeptLog log = new();

    [Theory]
    [InlineData("--Logging:LogLevel:Default=Trace")]
    [InlineData("--Logging:Kept:LogLevel:Default=Trace", "--Logging:Kept:LogLevel:Microsoft.AspNetCore=Trace")]
    [InlineData("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests=Trace", "--Logging:Kept:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace")]
    public async Task No_token_and_nothing_that_was_asked_is_in_the_log(params string[] levels)
    {
        await using var server = await StartAsync([.. levels, "--Cors:Origins=https://app.example.com", "--Authentication:Failures:Capacity=0"]);
        var good = await server.TokenAsync();
        var bad = good[..^4] + (good.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");
        string[] tokens = [good, await MakeKeyAsync(server, good), bad, $"{good}.{Hidden}", Hidden, $"cspg_{Hidden}", $"a.b.{Hidden}", "eyJhbGciOiJub25lIn0." + good.Split('.')[1] + "."];

        foreach (var token in tokens)
        {
            await server.SendAsync(TestServer.Post("graphql", new { query = $$"""query($s: String) { customers(where: { name: { in: ["{{Hidden}}", $s] } }) { nodes { name } } }""", variables = new { s = Hidden } }), token);
            await server.GetAsync($"graphql?query={{customers(where:{{name:{{eq:\"{Hidden}\"}}}}){{nodes{{name}}}}}}&variables={{\"s\":\"{Hidden}\"}}&access_token={token}", token);
            await server.SendAsync(TestServer.Post("graphql", new { query = $"{{ {Hidden.Replace('-', '_')} }} \"{Hidden}" }), token);
            await server.SendAsync(TestServer.Post("dev/token", new { tenant = Hidden, role = Hidden }), token);
            await server.SendAsync(ImportsOverHttp.File(new ReconciliationFile().Line(("CustomerName", Hidden)).Line(("Quantity", Hidden)).Text(), $"{ImportsOverHttp.Path}?fileName={Hidden}"), token);
            await server.SendAsync(ImportsOverHttp.File(new ReconciliationFile().Line(("CustomerName", Hidden)).Text()), token);
            await server.GetAsync("nowhere", token);
            await server.SendAsync(new(HttpMethod.Options, "graphql") { Headers = { { "Origin", "https://app.example.com" }, { "Access-Control-Request-Method", "POST" } } }, token);
        }
        await server.SendAsync(new(HttpMethod.Get, "graphql") { Headers = { { "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Hidden)) }, { "Cookie", Hidden } } }, token: null);
        foreach (var token in tokens)
            foreach (var broken in new[] { $"GET / HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer {token}\r\n\r\n", $"GET /graphql?token={token} HTTP/1.1 x\r\nHost: x\r\n\r\n", $"Bearer {token}\r\n\r\n", $"GET / HTTP/1.1\r\nHost: {Hidden}@x\r\n\r\n" })
                await SendAsync(server, broken);

        AssertHidden([.. tokens, .. tokens.SelectMany(token => token.Split('.')).Where(part => part.Length > 20), Hidden, Hidden.Replace('-', '_'), Convert.ToBase64String(Encoding.UTF8.GetBytes(Hidden))]);
        AssertHidden(Convert.ToBase64String(server.Key), Convert.ToHexString(server.Key), Encoding.Latin1.GetString(server.Key));
        Assert.Contains(log.Lines, line => line.Category.EndsWith(".JwtBearerHandler", StringComparison.Ordinal) && line.Exception is SecurityTokenException);
    }

    /// <summary>Servers that are away: the failures are logged, with all that the clients' libraries tell of them.</summary>
    [Fact]
    public async Task No_password_of_a_connection_string_is_in_the_log()
    {
        await using var server = await StartAsync(
            "--Logging:LogLevel:Default=Trace", "--Database:Provider=SqlServer", $"--ConnectionStrings:CspGraph=Server=127.0.0.1,1;Database=x;User Id=someone;Password={Hidden};Connect Timeout=1;Connect Retry Count=0",
            $"--ConnectionStrings:Redis=127.0.0.1:1,password={Hidden}");

        using var ready = await server.Http.GetAsync("health/ready");
        var answering = server.SendAsync(TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" }), token: null);
        // It is tried again, after pauses by the server's clock.
        while (await Task.WhenAny(answering, Task.Delay(20)) != answering) server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((503, 500), ((int)ready.StatusCode, (await answering).Status));
        Assert.Contains(log.Lines, line => line.Category.EndsWith(".UnexpectedErrors", StringComparison.Ordinal) && line.Exception is SqlException);
        Assert.Contains(log.Lines, line => line.Category.EndsWith(".RedisLink", StringComparison.Ordinal));
        AssertHidden(Hidden, "Password=");
    }

    [Fact]
    public async Task Who_logs_less_is_not_given_more()
    {
        await using var server = await StartAsync("--Logging:LogLevel:Default=None");

        await server.GetAsync("nowhere", await server.TokenAsync());

        Assert.Empty(log.Lines);
    }

    static async Task<string> MakeKeyAsync(TestServer server, string token)
    {
        var made = await server.SendAsync(TestServer.Post("graphql", new { query = $"mutation {{ createApiKey(input: {{ name: \"{Hidden}\", rights: [READ], idempotencyKey: \"{Hidden}\" }}) {{ secret }} }}" }), token);
        return made.Json.GetProperty("data").GetProperty("createApiKey").GetProperty("secret").GetString()!;
    }

    async Task<TestServer> StartAsync(params string[] settings)
    {
        var server = await TestServer.CreateAsync();
        await server.RunAsync(builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<ILoggerProvider>(log);
        }, settings);
        return server;
    }

    void AssertHidden(params IEnumerable<string> secrets)
    {
        Assert.NotEmpty(log.Lines);
        var lines = log.Lines.Select(line => line.ToString()).ToList();
        Assert.All(secrets.Distinct(), secret => Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>What no client library would send.</summary>
    static async Task SendAsync(TestServer server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        Assert.StartsWith("HTTP/1.1 400", await new StreamReader(stream).ReadToEndAsync());
    }
}
