using System.Text.Json;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Reads;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Limits;

/// <summary>What a response tells of its cost, to a client that asks.</summary>
public sealed class CostReportTests
{
    public static TheoryData<string> Documents => ReadDocument.All;

    [Theory, MemberData(nameof(Documents))]
    public async Task What_was_loaded_costs_no_more_than_was_foreseen(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var document = ReadDocument.Read(name);
        var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, network.Admin));

        var cost = await CostAsync(database, prepared, network);

        Assert.Equal(prepared.Cost, cost.GetProperty("requested").GetInt64());
        Assert.InRange(cost.GetProperty("actual").GetInt64(), 1, prepared.Cost);
    }

    /// <summary>Of ten resellers that were asked for there are those that there are, and each is met once.</summary>
    [Fact]
    public async Task The_rows_that_are_there_are_what_counts()
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var prepared = await database.PrepareAsync("{ resellers(first: 100) { totalCount nodes { parent { name } customers(first: 100) { nodes { name } } } } distributor { name } }", default);
        var answer = JsonElement.Parse(await database.AnswerAsync("{ resellers { totalCount } customers(where: { reseller: {} }) { totalCount } }", default, network.Admin)).GetProperty("data");
        var (resellers, customers) = (answer.GetProperty("resellers").GetProperty("totalCount").GetInt32(), answer.GetProperty("customers").GetProperty("totalCount").GetInt32());

        var cost = await CostAsync(database, prepared, network);

        const int Page = 10 + 1 + 1;
        Assert.Equal(Page + 50 + 100 * (1 + 2 + Page + 100) + 11, prepared.Cost);
        Assert.Equal(Page + 50 + resellers * (1 + 2 + Page) + customers + 11, cost.GetProperty("actual").GetInt64());
    }

    [Theory]
    [InlineData("report", true)]
    [InlineData("Report", false)]
    [InlineData("validate", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task It_is_told_to_who_asks(string? header, bool told)
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Limits:Cost=1000", "--GraphQL:Budget:ClientCapacity=0", "--GraphQL:Budget:TenantCapacity=0");

        var answer = await AskAsync(server, "{ resellers(first: 1) { nodes { name } } }", header);

        Assert.Equal(told, answer.TryGetProperty("extensions", out var extensions));
        if (told) Assert.Equal("""{"cost":{"requested":13,"actual":13,"limit":1000,"remaining":null,"resetAt":null}}""", extensions.GetRawText());
        Assert.Equal(told ? ["data", "extensions"] : ["data"], answer.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("{ resellers(first: 89) { nodes { name } } }", null, null)]
    [InlineData("{ resellers(first: 90) { nodes { name } } }", "COST_EXCEEDED", """{"cost":{"requested":102,"actual":0,"limit":101,"remaining":null,"resetAt":null}}""")]
    [InlineData("{ a b }", "COST_EXCEEDED", """{"cost":{"requested":null,"actual":0,"limit":101,"remaining":null,"resetAt":null}}""", "--GraphQL:Limits:DocumentFields=1")]
    [InlineData("{ nothingHasThisName }", "GRAPHQL_VALIDATION_FAILED", null)]
    public async Task A_refusal_by_cost_tells_it_too(string document, string? code, string? report, params string[] settings)
    {
        await using var server = await TestServer.StartAsync(["--GraphQL:Limits:Cost=101", .. settings]);

        var answer = await AskAsync(server, document, "report");

        Assert.Equal(code, answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null);
        if (code is not null) Assert.Equal(report, answer.TryGetProperty("extensions", out var extensions) ? extensions.GetRawText() : null);
        if (report is not null && code is not null && !report.Contains("null,\"actual", StringComparison.Ordinal))
            Assert.Equal("The operation costs 102, and no more than 101 is allowed: ask for smaller pages, fewer levels or fewer conditions.", errors[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_budget_is_told_beside_it()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        var answer = await database.AnswerAsync(await database.PrepareAsync("{ __typename }", default), network.Admin, new CostReport(7, 5, new DateTime(2027, 1, 2, 3, 4, 5, DateTimeKind.Utc)));
        Assert.Equal("""{"data":{"__typename":"Query"},"extensions":{"cost":{"requested":0,"actual":0,"limit":7,"remaining":5,"resetAt":"2027-01-02T03:04:05Z"}}}""", answer);
    }

    static async Task<JsonElement> CostAsync(ReadDatabase database, PreparedOperation prepared, ReadNetwork network)
    {
        var answer = await database.AnswerAsync(prepared, network.Admin, new CostReport(200_000, Remaining: null, ResetAt: null));
        return JsonElement.Parse(answer).GetProperty("extensions").GetProperty("cost");
    }

    static async Task<JsonElement> AskAsync(TestServer server, string document, string? header)
    {
        var request = TestServer.Post("graphql", new { query = document });
        if (header is not null) request.Headers.Add("GraphQL-Cost", header);
        return (await server.SendAsync(request, await server.TokenAsync())).Json;
    }
}
