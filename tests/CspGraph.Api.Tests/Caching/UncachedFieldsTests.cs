using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Caching;

/// <summary>What the product's fields say of how long they hold.</summary>
public sealed class UncachedFieldsTests
{
    static readonly string Run = new NodeId(ImportAnswer.Tag, Guid.NewGuid()).ToString();
    static readonly string Reseller = new NodeId('R', Guid.NewGuid()).ToString();

    public static TheoryData<string, object, Freshness> Requests => new()
    {
        { "{ resellers { nodes { name summary { seats } } } distributor { name } viewer { tenant role } }", new { }, Freshness.OfData },
        { "{ viewer { limits { pageSize } } }", new { }, Freshness.OfNow },
        { "{ customers { totalCount } viewer { ...V } } fragment V on Viewer { l: limits { pageSize } }", new { }, Freshness.OfNow },
        { "query($a: Boolean!) { viewer { tenant limits @include(if: $a) { pageSize } } }", new { a = false }, Freshness.OfData },
        { "query($a: Boolean!) { viewer { tenant limits @include(if: $a) { pageSize } } }", new { a = true }, Freshness.OfNow },
        { "{ imports { totalCount } }", new { }, Freshness.OfNow },
        { "query($id: ID!) { import(id: $id) { percent } }", new { id = Run }, Freshness.OfNow },
        { "query($id: ID!) { node(id: $id) { id } }", new { id = Run }, Freshness.OfNow },
        { "query($id: ID!) { node(id: $id) { id } }", new { id = Reseller }, Freshness.OfData },
        { "query($id: ID!) { node(id: $id) { id ... on ImportRun { percent } } }", new { id = Reseller }, Freshness.OfData },
        { "query($id: ID!) { node(id: $id) { id } }", new { id = "nonsense" }, Freshness.OfData },
        { "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { Reseller, Run } }, Freshness.OfNow },
        { "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { Reseller } }, Freshness.OfData },
        { $"{{ nodes(ids: \"{Run}\") {{ id }} }}", new { }, Freshness.OfNow },
        { "{ __schema { types { name } } }", new { }, Freshness.OfNow },
        { "{ __typename }", new { }, Freshness.OfData },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_answer_holds_as_long_as_its_most_fleeting_part(string query, object variables, Freshness freshness)
    {
        var operation = await ProductSchema.CreateEngine(NullLogger.Instance).PrepareAsync(new GraphRequest(query, Variables: JsonSerializer.SerializeToElement(variables)), default);

        Assert.Empty(operation.Errors);
        Assert.Equal(freshness, operation.Freshness);
    }
}
