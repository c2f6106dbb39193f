namespace CspGraph.Api.Tests.Host;

/// <summary>Pages of other origins: those of the settings are let in, and by default none is known.</summary>
public sealed class CrossOriginTests
{
    const string App = "https://app.example.com";
    const string Portal = "https://portal.example.com:8443";
    const string Vary = "Vary: Accept, Accept-Encoding, Authorization, GraphQL-Cost, X-Reseller, X-Tenant";
    static readonly string[] Origins = [$"--Cors:Origins:0={App}", $"--Cors:Origins:1={Portal}"];

    [Theory]
    [InlineData("graphql", "POST")]
    [InlineData("imports/license-reconciliation", "POST")]
    [InlineData("imports/TQGiCdysYH49m6X3pM12J_o", "DELETE")]
    [InlineData("graphql/schema.graphql", "GET")]
    public async Task A_preflight_is_answered_without_a_token(string path, string method)
    {
        await using var server = await TestServer.StartAsync(Origins);

        var answer = await PreflightAsync(server, path, Portal, method, "authorization,content-type");

        Assert.Equal(
            """
            204
            Access-Control-Allow-Headers: Authorization,Content-Type,Content-Encoding,Content-Disposition,GraphQL-Cost,Prefer,Last-Event-ID,traceparent,tracestate,X-Correlation-Id,X-Reseller,X-Tenant
            Access-Control-Allow-Methods: GET,POST,DELETE
            Access-Control-Allow-Origin: https://portal.example.com:8443
            Access-Control-Max-Age: 7200
            Vary: Origin
            """, answer);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:444")]
    [InlineData("https://sub.app.example.com")]
    [InlineData("https://app.example.com.elsewhere.example")]
    [InlineData("null")]
    public async Task Another_origin_is_not_told_that_it_may(string origin)
    {
        await using var server = await TestServer.StartAsync($"--Cors:Origins={App}");

        Assert.Equal("204", await PreflightAsync(server, "graphql", origin, "POST", "authorization"));
        Assert.Equal($"200\n{Vary}", await AskAsync(server, origin, await server.TokenAsync()));
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 401)]
    public async Task An_answer_may_be_read_by_an_origin_of_the_settings_whatever_it_is(bool hasToken, int status)
    {
        await using var server = await TestServer.StartAsync(Origins);

        Assert.Equal(
            $"""
            {status}
            Access-Control-Allow-Origin: {App}
            Access-Control-Expose-Headers: Location,Preference-Applied,Retry-After,X-Correlation-Id
            {Vary}, Origin
            """, await AskAsync(server, App, hasToken ? await server.TokenAsync() : null));
    }

    [SkippableFact]
    public async Task A_failure_may_be_read_too()
    {
        await using var server = await TestServer.StartAsync(empty: true, Origins);
        using var request = TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" });
        request.Headers.Add("Origin", App);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal((500, App), ((int)response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
    }

    [Fact]
    public async Task By_default_no_origin_is_known()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal($"200\n{Vary}", await AskAsync(server, App, await server.TokenAsync()));
        Assert.Equal($"401\n{Vary}", await PreflightAsync(server, "graphql", App, "POST", "authorization"));
    }

    static Task<string> PreflightAsync(TestServer server, string path, string origin, string method, string headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return SendAsync(server, request, origin);
    }

    static Task<string> AskAsync(TestServer server, string origin, string? token)
    {
        var request = TestServer.Post("graphql", new { query = "{ __typename }" });
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return SendAsync(server, request, origin);
    }

    /// <summary>The status, and the headers that have to do with origins.</summary>
    static async Task<string> SendAsync(TestServer server, HttpRequestMessage request, string origin)
    {
        request.Headers.Add("Origin", origin);
        using var response = await server.Http.SendAsync(request);
        var headers = response.Headers.Where(header => header.Key is "Vary" || header.Key.StartsWith("Access-Control-", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return string.Join('\n', [$"{(int)response.StatusCode}", .. headers]);
    }
}
