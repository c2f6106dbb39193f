using CspGraph.Engine;

namespace CspGraph.Api.Tests.Host;

/// <summary>What a token says is what is seen: its tenant, its subtree, and less by the header.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("contoso", null, null, "Alpha, Beta, Gamma")]
    [InlineData("northwind", null, null, "Omega")]
    [InlineData("contoso", "Alpha", null, "Alpha, Beta")]
    [InlineData("contoso", "Beta", null, "Beta")]
    [InlineData("contoso", null, "Alpha", "Alpha, Beta")]
    [InlineData("contoso", "Alpha", "Beta", "Beta")]
    public async Task A_token_sees_its_own_subtree_of_its_own_tenant(string tenant, string? scope, string? narrowing, string seen)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync(scope is null ? "DISTRIBUTOR_ADMIN" : "RESELLER_ADMIN", scope is null ? null : Ids[scope], tenant);
        var request = TestServer.Post("graphql", new { query = "{ resellers { nodes { id } } }" });
        if (narrowing is not null) request.Headers.Add("X-Reseller", new NodeId('R', Ids[narrowing]).ToString());

        var answer = await server.SendAsync(request, token);

        var names = answer.Json.GetProperty("data").GetProperty("resellers").GetProperty("nodes").EnumerateArray()
            .Select(node => Ids.Single(id => new NodeId('R', id.Value).ToString() == node.GetProperty("id").GetString()).Key);
        Assert.Equal(seen, string.Join(", ", names.Order()));
    }

    static readonly Dictionary<string, Guid> Ids = new()
    {
        ["Alpha"] = TestNetwork.Alpha,
        ["Beta"] = TestNetwork.Beta,
        ["Gamma"] = TestNetwork.Gamma,
        ["Omega"] = TestNetwork.Omega,
    };
}
