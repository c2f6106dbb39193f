using CspGraph.Api.Host.Transport;
using Microsoft.AspNetCore.Builder;

namespace CspGraph.Api.Tests.Host;

/// <summary>A token is not taken over plain HTTP where it could be read on its way.</summary>
public sealed class HttpsTests
{
    [Theory]
    [InlineData("http", 403)]
    [InlineData("https", 200)]
    [InlineData(null, 403)]
    public async Task Plain_HTTP_is_refused_by_the_scheme_that_the_client_used(string? scheme, int status)
    {
        await using var server = await TestServer.StartAsync("--Https:Required=true", "--ForwardedHeaders:KnownProxies=127.0.0.1");
        using var request = TestServer.Post("graphql", new { query = "{ __typename }" });
        if (scheme is not null) request.Headers.Add("X-Forwarded-Proto", scheme);

        var answer = await server.SendAsync(request, await server.TokenAsync());

        Assert.Equal((status, status == 403 ? "HTTPS_REQUIRED" : null), (answer.Status, answer.Code));
        Assert.Equal(status == 200 ? 1 : 0, server.RememberedTokens);
    }

    [Fact]
    public async Task A_client_that_only_says_so_is_not_believed()
    {
        await using var server = await TestServer.StartAsync("--Https:Required=true");
        using var request = TestServer.Post("graphql", new { query = "{ __typename }" });
        request.Headers.Add("X-Forwarded-Proto", "https");

        Assert.Equal("HTTPS_REQUIRED", (await server.SendAsync(request, await server.TokenAsync())).Code);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    [InlineData("Production", false, "--Https:Required=false")]
    [InlineData("Development", true, "--Https:Required=true")]
    public void Without_the_setting_the_environment_decides(string environment, bool isRequired, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder([$"--environment={environment}", .. settings]);

        Assert.Equal(isRequired, Https.IsRequired(builder.Configuration, builder.Environment));
    }

    [Theory]
    [InlineData("health/live", 200)]
    [InlineData("health/ready", 200)]
    [InlineData("healthy", 403)]
    [InlineData("graphql/schema.graphql", 403)]
    [InlineData("imports/license-reconciliation", 403)]
    public async Task Only_health_is_told_in_clear(string path, int status)
    {
        await using var server = await TestServer.StartAsync("--Https:Required=true");

        using var response = await server.Http.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
    }
}
