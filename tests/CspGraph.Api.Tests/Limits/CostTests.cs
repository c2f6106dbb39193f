using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Compile;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Limits;

/// <summary>What an operation costs is what the published schema says, and bounds what it reads.</summary>
public sealed class CostTests
{
    static readonly GraphEngineOptions Options = ProductSchema.Options with { MaxCost = int.MaxValue };
    static readonly GraphEngine<CspGraphDb, Viewer> Engine = ProductSchema.CreateEngine(NullLogger.Instance, Options, ServerSettings.DefaultRequestBytes);
    static readonly SdlTypes Types = new(Engine.Sdl);

    public static TheoryData<string> Documents => ReadDocument.All;

    public static TheoryData<string> Operations => OperationFileTests.Names;

    public static TheoryData<string, string> Odd => new()
    {
        { "{ resellers { nodes { id } edges { cursor node { name } } pageInfo { endCursor } again: pageInfo { hasNextPage } } }", "{}" },
        { "{ resellers(first: 0) { nodes { id } } customers(last: -1) { nodes { id } } subscriptions(first: 101) { nodes { id } } }", "{}" },
        { "{ resellers(first: 3, last: 7) { nodes { id } } }", "{}" },
        { "query($n: Int = 7, $m: Int) { a: resellers(first: $n) { nodes { id } } b: resellers(first: $m) { nodes { id } } }", "{}" },
        { "query($n: Int = 7, $m: Int) { a: resellers(first: $n) { nodes { id } } b: resellers(last: $m) { nodes { id } } }", """{ "n": null, "m": 1000 }""" },
        { "query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id ... on Reseller { customers { nodes { name } } } ... on Customer { reseller { name } } } b: nodes(ids: [$id, \"x\"]) { id } c: nodes(ids: \"x\") { __typename } node(id: $id) { id } }", """{ "ids": ["a", "b", "c"], "id": "d" }""" },
        { "query($w: ResellerFilterInput, $o: [ResellerSortInput!], $t: String) { resellers(where: $w, order: $o) { totalCount } b: resellers(where: { and: [$w, { name: { contains: $t } }] }, order: [{ name: ASC }]) { nodes { id } } }",
          """{ "w": { "or": [{ "name": { "eq": null, "ncontains": "x" } }, { "parent": { "name": { "startsWith": "y" } } }], "customers": { "some": { "country": { "in": ["PT", "ES"] } } } }, "o": { "name": "ASC" } }""" },
        { "query($w: ResellerFilterInput, $o: [ResellerSortInput!], $t: String) { resellers(where: $w, order: $o) { totalCount } b: resellers(where: { and: [$w, { name: { contains: $t } }] }, order: { name: ASC }) { nodes { id } } }", """{ "w": null }""" },
        { "{ customers { nodes { a: spend(from: \"2026-01-01\", to: \"2026-01-31\") { groups { cost { value { amount } } } cost { missing } lines } } } }", "{}" },
        { "{ imports { nodes { errors { line } superseded } } }", "{}" },
        { "{ resellers { nodes { ancestors { customers(first: 2) { nodes { agreement { status } } } } } } viewer { rights limits { cost } scope { name } } distributor { name } }", "{}" },
        { "query($no: Boolean!) { resellers @skip(if: true) { totalCount } customers { nodes { reseller @include(if: $no) { name } name } } }", """{ "no": false }""" },
        { "{ __schema { types { ...T } } t: __type(name: \"Reseller\") { ...T } __typename } fragment T on __Type { name fields { name ... { type { name } } } }", "{}" },
        { "{ __typename }", "{}" },
    };

    [Theory, MemberData(nameof(Documents))]
    public async Task A_committed_document_costs_what_the_schema_says(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var document = ReadDocument.Read(name);
        await CompareAsync(document.Text, await document.VariablesAsync(database, network, network.Admin));
    }

    [Theory, MemberData(nameof(Operations))]
    public Task A_compared_operation_costs_what_the_schema_says(string name) => CompareAsync(
        Repository.Text($"schema/operations/{name}.graphql"), JsonElement.Parse("""{ "id": "x", "from": "2026-12-01", "to": "2026-12-31" }"""));

    [Theory, MemberData(nameof(Odd))]
    public Task Every_kind_of_field_and_argument_costs_what_the_schema_says(string document, string variables) => CompareAsync(document, JsonElement.Parse(variables));

    [Fact]
    public async Task The_same_document_costs_by_its_variables()
    {
        const string document = "query($n: Int) { resellers(first: $n) { nodes { id } } }";
        var one = await Engine.PrepareAsync(new GraphRequest(document, Variables: JsonElement.Parse("""{ "n": 1 }""")), default);
        var hundred = await Engine.PrepareAsync(new GraphRequest(document, Variables: JsonElement.Parse("""{ "n": 100 }""")), default);
        Assert.Same(one.Plan, hundred.Plan);
        Assert.Equal((10 + 1 + 1 + 1, 10 + 1 + 1 + 100), (one.Cost, hundred.Cost));
    }

    [Fact]
    public void Products_of_pages_stop_at_the_greatest_number_that_JSON_takes_exactly()
    {
        Assert.Equal(9_007_199_254_740_991, Extent.Most);
        foreach (var (left, right) in new[] { (Extent.Most, 2L), (2L, Extent.Most), (Extent.Most, Extent.Most), (1L << 40, 1L << 40) }) Assert.Equal(Extent.Most, Extent.Product(left, right));
        Assert.Equal((0, 0, 6, Extent.Most), (Extent.Product(0, Extent.Most), Extent.Product(Extent.Most, 0), Extent.Product(2, 3), Extent.Product(1, Extent.Most)));
        Assert.Equal((Extent.Most, Extent.Most, 5), (Extent.Sum(Extent.Most, 1), Extent.Sum(Extent.Most, Extent.Most), Extent.Sum(2, 3)));
    }

    static async Task CompareAsync(string document, JsonElement variables)
    {
        var prepared = await Engine.PrepareAsync(new GraphRequest(document, Variables: variables), default);
        Assert.Empty(prepared.Errors);
        Assert.Equal(new SdlCost(Types, document, variables).OfOperation(), prepared.Cost);
    }
}
