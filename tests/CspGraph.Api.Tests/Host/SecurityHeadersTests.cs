using System.Net.Http.Headers;

namespace CspGraph.Api.Tests.Host;

/// <summary>What every answer tells a browser, whatever it is.</summary>
public sealed class SecurityHeadersTests
{
    const string NothingLoaded = "default-src 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("GET", "health/live", 200)]
    [InlineData("GET", "health/ready", 200)]
    [InlineData("GET", "graphql/schema.graphql", 200)]
    [InlineData("GET", "graphql?query={__typename}", 200)]
    [InlineData("GET", "graphql?query={nothing}", 400)]
    [InlineData("PUT", "graphql", 405)]
    [InlineData("GET", "nowhere", 404)]
    [InlineData("GET", "imports/nothing", 404)]
    [InlineData("POST", "imports/nothing", 404)]
    [InlineData("GET", "dev/token", 405)]
    public async Task Every_answer_has_them(string method, string path, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Authorization = new("Bearer", await server.TokenAsync());

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        AssertSecured(response, NothingLoaded);
    }

    [Fact]
    public async Task An_import_has_them()
    {
        await using var server = await TestServer.StartAsync();
        using var request = Imports.ImportsOverHttp.File(new Imports.ReconciliationFile().Line().Text());
        request.Headers.Authorization = new("Bearer", await server.TokenAsync());

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
        AssertSecured(response, NothingLoaded);
    }

    [SkippableTheory]
    [InlineData("no token", 401)]
    [InlineData("no tables", 500)]
    [InlineData("an unknown host", 400)]
    [InlineData("plain HTTP", 403)]
    public async Task A_refusal_has_them(string why, int status)
    {
        await using var server = await TestServer.StartAsync(empty: why is "no tables", "--AllowedHosts=127.0.0.1", $"--Https:Required={why is "plain HTTP"}");
        using var request = why is "no tables"
            ? TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" })
            : TestServer.Post("graphql", new { query = "{ __typename }" });
        if (why is "an unknown host") request.Headers.Host = "elsewhere.example";

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        AssertSecured(response, NothingLoaded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("explorer/explorer.js")]
    public async Task The_explorer_may_load_its_own_files(string path)
    {
        await using var server = await TestServer.StartAsync($"--webroot={Repository.Path("src/CspGraph.Api/wwwroot")}");

        using var response = await server.Http.GetAsync(path);

        Assert.Equal(200, (int)response.StatusCode);
        AssertSecured(response, "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'");
    }

    [Theory]
    [InlineData("Production", "https", "api.example.com", "max-age=31536000")]
    [InlineData("Production", "http", "api.example.com", null)]
    [InlineData("Production", "https", "localhost", null)]
    [InlineData("Development", "https", "api.example.com", null)]
    public async Task Outside_Development_a_browser_is_told_to_stay_with_HTTPS(string environment, string scheme, string host, string? expected)
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(builder => builder.Environment.EnvironmentName = environment, "--ForwardedHeaders:KnownProxies=127.0.0.1", "--AllowedHosts=*");
        using var request = new HttpRequestMessage(HttpMethod.Get, "graphql");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(expected, response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? Assert.Single(values) : null);
    }

    static void AssertSecured(HttpResponseMessage response, string contentSecurityPolicy)
    {
        Assert.Equal(
            ["nosniff", "DENY", contentSecurityPolicy, "no-referrer", "same-origin", null, null],
            new[] { "X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Resource-Policy", "Server", "X-Powered-By" }
                .Select(name => Value(response.Headers, name)));
    }

    static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;
}
