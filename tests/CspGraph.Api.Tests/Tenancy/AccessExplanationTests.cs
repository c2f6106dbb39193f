using System.Text.RegularExpressions;
using CspGraph.Api.Host;
using CspGraph.Api.Tenancy;
using CspGraph.Api.Tests.Reads;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Whatever has a global id can be explained; that the explanations are right, the oracle sees.</summary>
public sealed partial class AccessExplanationTests
{
    const string Lists = "{ apiKeys(first: 3, where: { reseller: { name: { eq: \"x\" } } }, order: [{ createdAt: DESC }]) { totalCount edges { cursor node { id name rights } } } "
        + "memberships(where: { principalId: { startsWith: \"a\" }, role: { neq: INTEGRATION } }) { nodes { id rights reseller { name } } } "
        + "auditLog(where: { action: { eq: \"import\" }, subjectId: { eq: \"x\" }, recordedAt: { gt: \"2026-01-01T00:00:00Z\" } }, order: [{ recordedAt: ASC }]) { totalCount nodes { id actorScope before } } }";

    [Fact]
    public void Every_type_with_a_global_id_is_explained()
    {
        var nodes = NodeType().Matches(ProductSchema.CreateEngine(NullLogger.Instance).Sdl).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("Reseller", nodes);
        Assert.Equal(nodes, SeenObject.Kinds.Values.Select(kind => kind.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_of_access_are_read_on_a_server_too()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        using var model = new ServerModel();
        var prepared = await database.PrepareAsync(Lists, System.Text.Json.JsonSerializer.SerializeToElement(new { }));
        foreach (var statement in await database.OnServerAsync(prepared, network.Admin)) model.Add(statement);
        Assert.True(model.Validate() is [], string.Join("\n", model.Validate().Distinct().Take(20)));
    }

    [GeneratedRegex(@"^type (\w+) implements Node\b", RegexOptions.Multiline)]
    private static partial Regex NodeType();
}
