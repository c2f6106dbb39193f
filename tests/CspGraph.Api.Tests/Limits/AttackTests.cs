using CspGraph.Api.Host;
using CspGraph.Api.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Limits;

/// <summary>Each attack is told its code after a bounded amount of work, and nothing is read for it.</summary>
public sealed class AttackTests
{
    public static TheoryData<string> Names => [.. Attack.All.Select(attack => attack.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Is_refused_after_bounded_work(string name)
    {
        var attack = Find(name);
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);

        var prepared = await engine.PrepareAsync(attack.Request, default);

        Assert.InRange(prepared.Errors.Count, 1, 20);
        Assert.All(prepared.Errors, error => Assert.Equal(attack.Code, error.Code));
        Assert.InRange(prepared.Work.Tokens, 0, attack.Tokens);
        Assert.InRange(prepared.Work.Nodes, 0, attack.Nodes);
        Assert.InRange(prepared.InputValues, 0, attack.Values);
        Assert.Equal(attack.IsValidated, prepared.Work.Validated);
        // Without a plan there is nothing that could be read.
        Assert.Null(prepared.Plan);
    }

    /// <summary>All at one server, which answers an honest client afterwards.</summary>
    [Fact]
    public async Task Is_refused_over_HTTP()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        foreach (var attack in Attack.All)
        {
            var request = TestServer.Post("graphql", new { query = attack.Query, variables = attack.Request.Variables });
            request.Headers.Accept.ParseAdd("application/graphql-response+json");

            var answer = await server.SendAsync(request, token);

            var (status, code) = attack.Query.Length > 1_000_000 ? (413, "REQUEST_TOO_LARGE") : (400, attack.Code);
            Assert.Equal((attack.Name, status, code), (attack.Name, answer.Status, answer.Code));
            Assert.False(answer.Json.TryGetProperty("data", out _));
        }
        var honest = await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers { totalCount } }" }), token);
        Assert.Equal((200, null), (honest.Status, honest.Code));
    }

    static Attack Find(string name) => Attack.All.Single(attack => attack.Name == name);
}
