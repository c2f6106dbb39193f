using System.Text.Json;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A document with several operations: one is chosen by name, and what they share is planned for each.</summary>
public sealed class OperationTests
{
    const string Document = """
        query Short($more: Boolean! = false) { resellers(first: 2) { ...Page } }
        query Long($more: Boolean!, $where: ResellerFilterInput) { resellers(first: 5, where: $where) { ...Page } again: resellers(last: 1) { ...Page @skip(if: $more) totalCount } }
        fragment Page on ResellersConnection { totalCount @include(if: $more) nodes { name parent @include(if: $more) { name ...Up } parent { depth } ...Up } }
        fragment Up on Reseller { ancestors { name } ... on Node { id } summary { seats @skip(if: $more) customers } }
        """;

    static readonly (string Operation, string Variables)[] Requests =
    [
        ("Short", "{}"), ("Short", """{ "more": true }"""), ("Short", """{ "more": false }"""), ("Long", """{ "more": false }"""),
        ("Long", """{ "more": true, "where": { "depth": { "gt": 0 } } }"""), ("Long", """{ "more": false, "where": null }"""),
    ];

    /// <remarks>All on one engine: a plan is kept for each outcome of the directives, and must not serve another.</remarks>
    [Fact]
    public async Task The_named_operation_runs_with_its_own_variables()
    {
        await using var arena = await Arena.CreateAsync(seed: 3);
        foreach (var (operation, variables) in Requests)
            foreach (var viewer in arena.Viewers.Take(6))
            {
                var request = (Document, JsonDocument.Parse(variables).RootElement);
                Assert.Null(await arena.DifferenceAsync(request, request, viewer, new Comparison(), operation));
            }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Missing")]
    public async Task An_operation_that_cannot_be_chosen_is_refused_whole(string? operation)
    {
        await using var arena = await Arena.CreateAsync(seed: 3);
        var response = await arena.EngineAsync((Document, JsonDocument.Parse("{}").RootElement), new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), operation);
        Assert.Equal(["errors"], response.EnumerateObject().Select(property => property.Name));
        Assert.Equal("BAD_USER_INPUT", Assert.Single(response.GetProperty("errors").EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString());
    }
}
