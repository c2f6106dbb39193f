using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Redis;

namespace CspGraph.Api.Tests.Limits.Budgets;

/// <summary>What a client meets that asks for too much over time.</summary>
public sealed class BudgetHttpTests
{
    /// <summary>Costs least: 1.</summary>
    const string Query = "{ __typename }";
    static readonly string[] Four = ["--GraphQL:Budget:ClientCapacity=4", "--GraphQL:Budget:ClientRefillPerSecond=1", "--GraphQL:Budget:TenantCapacity=0"];

    [Fact]
    public async Task A_client_without_budget_is_told_when_to_come_back_and_then_answered()
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Budget:ClientCapacity=3", "--GraphQL:Budget:ClientRefillPerSecond=1");
        var token = await server.TokenAsync();
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await AskAsync(server, token)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var refused = await AskAsync(server, token);

        Assert.Equal((429, "RATE_LIMITED", "1"), (refused.Status, refused.Code, refused.RetryAfter));
        Assert.Equal("The operation costs 1, and the budget holds 0 now. It can be paid in 1 s.", refused.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        server.Clock.Advance(TimeSpan.FromMilliseconds(998));
        Assert.Equal(429, (await AskAsync(server, token)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await AskAsync(server, token)).Status);
        Assert.Equal(429, (await AskAsync(server, token)).Status);
    }

    [Fact]
    public async Task Clients_and_tenants_have_budgets_of_their_own()
    {
        await using var server = await TestServer.StartAsync(Four);
        string[] tokens = [await server.TokenAsync(), await server.TokenAsync("DISTRIBUTOR_ANALYST"), await server.TokenAsync(tenant: "northwind"),
            await server.TokenAsync("RESELLER_ADMIN", TestNetwork.Alpha), await server.TokenAsync("RESELLER_ADMIN", TestNetwork.Beta)];

        foreach (var token in tokens) Assert.Equal("200 200 200 200 429", await AskAsync(server, token, 5));
    }

    [Fact]
    public async Task All_clients_of_a_tenant_share_its_budget()
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Budget:TenantCapacity=4", "--GraphQL:Budget:TenantRefillPerSecond=1");

        Assert.Equal("200 200 200", await AskAsync(server, await server.TokenAsync(), 3));
        Assert.Equal("200 429", await AskAsync(server, await server.TokenAsync("DISTRIBUTOR_ANALYST"), 2));
        Assert.Equal("200", await AskAsync(server, await server.TokenAsync(tenant: "northwind"), 1));
    }

    [Fact]
    public async Task Neither_a_new_token_nor_a_narrower_scope_is_a_new_client()
    {
        await using var server = await TestServer.StartAsync(Four);
        Assert.Equal("200 200 200 200", await AskAsync(server, await server.TokenAsync(), 4));
        server.Clock.Advance(TimeSpan.FromMilliseconds(900));

        var narrowed = TestServer.Post("graphql", new { query = Query });
        narrowed.Headers.Add("X-Reseller", TestNetwork.Alpha.ToString());

        Assert.Equal(429, (await server.SendAsync(narrowed, await server.TokenAsync())).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_costs_nothing()
    {
        await using var server = await TestServer.StartAsync(Four);
        var token = await server.TokenAsync();

        for (var i = 0; i < 5; i++) Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await server.SendAsync(TestServer.Post("graphql", new { query = "{ nothing }" }), token)).Code);

        Assert.Equal("200 200 200 200 429", await AskAsync(server, token, 5));
    }

    [SkippableTheory]
    [InlineData(RedisKind.Garnet)]
    [InlineData(RedisKind.Server)]
    public async Task Replicas_that_share_Redis_grant_together_what_one_would(RedisKind kind)
    {
        await using var redis = await TestRedis.StartAsync(kind);
        string[] settings = [redis.Setting, "--GraphQL:Budget:ClientCapacity=20", "--GraphQL:Budget:ClientRefillPerSecond=1", "--GraphQL:Budget:TenantCapacity=50", "--GraphQL:Budget:TenantRefillPerSecond=1"];
        await using var one = await TestServer.StartAsync(settings);
        await using var other = await TestServer.StartAsync(settings);
        var started = DateTime.UtcNow;

        var granted = new List<int>();
        foreach (var role in new[] { "DISTRIBUTOR_ADMIN", "DISTRIBUTOR_ANALYST", "INTEGRATION" })
        {
            var (first, second) = (await one.TokenAsync(role), await other.TokenAsync(role));
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? AskAsync(one, first) : AskAsync(other, second)));
            granted.Add(answers.Count(answer => answer.Status == 200));
        }

        // Redis's clock runs on: at most one more for each second that the test took.
        var more = (int)Math.Ceiling((DateTime.UtcNow - started).TotalSeconds);
        Assert.InRange(granted[0], 20, 20 + more);
        Assert.InRange(granted[1], 20, 20 + more);
        Assert.InRange(granted.Sum(), 50, 50 + more);
    }

    [Fact]
    public async Task A_server_whose_Redis_goes_counts_by_itself_at_once()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var server = await TestServer.StartAsync([redis.Setting, .. Four]);
        var token = await server.TokenAsync();
        Assert.Equal("200 200 200 200 429", await AskAsync(server, token, 5));

        redis.Stop();

        Assert.Equal("200 200 200 200 429", await AskAsync(server, token, 5));
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/graphql-response+json", 400)]
    public async Task What_costs_more_than_a_budget_ever_holds_is_not_told_to_come_back(string accept, int status)
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Budget:TenantCapacity=400", "--GraphQL:Budget:ClientCapacity=500");
        var request = TestServer.Post("graphql", new { query = "{ resellers(first: 100) { nodes { customers(first: 100) { nodes { name } } } } }" });
        request.Headers.Accept.ParseAdd(accept);

        var answer = await server.SendAsync(request, await server.TokenAsync());

        Assert.Equal((status, "COST_EXCEEDED", null), (answer.Status, answer.Code, answer.RetryAfter));
        Assert.Matches("^The operation costs [0-9]+, more than the 400 that a budget ever holds: ask for less at once.$", answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_is_left_is_reported_and_what_there_is_published()
    {
        await using var server = await TestServer.StartAsync(
            "--GraphQL:Budget:ClientCapacity=1000", "--GraphQL:Budget:ClientRefillPerSecond=10", "--GraphQL:Budget:TenantCapacity=0");
        var request = TestServer.Post("graphql", new { query = "{ resellers(first: 9) { nodes { name } } }" });
        request.Headers.Add("GraphQL-Cost", "report");

        var answer = await server.SendAsync(request, await server.TokenAsync());

        var cost = answer.Json.GetProperty("extensions").GetProperty("cost");
        var requested = cost.GetProperty("requested").GetInt64();
        Assert.InRange(requested, 10, 100);
        Assert.Equal(1000 - requested, cost.GetProperty("remaining").GetInt64());
        Assert.Equal(server.Clock.GetUtcNow().UtcDateTime.AddSeconds(requested / 10d), cost.GetProperty("resetAt").GetDateTime());
        var limits = await server.SendAsync(
            TestServer.Post("graphql", new { query = "{ viewer { limits { budgets { client { capacity refillPerSecond } tenant { capacity } } } } }" }), await server.TokenAsync());
        Assert.Equal("""{"data":{"viewer":{"limits":{"budgets":{"client":{"capacity":1000,"refillPerSecond":10},"tenant":null}}}}}""", limits.Body);
    }

    static async Task<string> AskAsync(TestServer server, string token, int times)
    {
        var statuses = new int[times];
        for (var i = 0; i < times; i++) statuses[i] = (await AskAsync(server, token)).Status;
        return string.Join(' ', statuses);
    }

    static Task<Answer> AskAsync(TestServer server, string token) => server.SendAsync(TestServer.Post("graphql", new { query = Query }), token);
}
