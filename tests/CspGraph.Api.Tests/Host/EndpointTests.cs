namespace CspGraph.Api.Tests.Host;

/// <summary>What is served beside GraphQL, and to whom.</summary>
public sealed class EndpointTests
{
    [Theory]
    [InlineData("health/live", 200)]
    [InlineData("health/ready", 200)]
    [InlineData("graphql/schema.graphql", 200)]
    [InlineData("graphql/nothing", 404)]
    [InlineData("dev/token", 405)]
    public async Task In_Development_the_schema_and_the_health_are_open(string path, int status)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Http.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [SkippableFact]
    public async Task A_server_without_its_tables_is_alive_but_not_ready()
    {
        await using var server = await TestServer.StartAsync(empty: true);

        Assert.Equal(200, (int)(await server.Http.GetAsync("health/live")).StatusCode);
        using var ready = await server.Http.GetAsync("health/ready");
        Assert.Equal((503, "Unhealthy"), ((int)ready.StatusCode, await ready.Content.ReadAsStringAsync()));
    }

    [SkippableFact]
    public async Task What_nobody_foresaw_is_INTERNAL_with_a_correlation_id_and_no_detail()
    {
        await using var server = await TestServer.StartAsync(empty: true);

        // A database without tables fails where nothing expects it: in the look-up of the tenant.
        var answer = await server.SendAsync(TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" }), token: null);

        Assert.Equal((500, "INTERNAL"), (answer.Status, answer.Code));
        Assert.Matches("^[0-9a-f]{32}$", answer.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("correlationId").GetString());
        Assert.DoesNotContain("SQLite", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Tenants", answer.Body);
    }
}
