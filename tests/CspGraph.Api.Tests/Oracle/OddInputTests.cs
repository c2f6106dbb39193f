using System.Text.Json;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Values that a client can send and no source would ever state.</summary>
public sealed class OddInputTests(ArenaFixture fixture) : IClassFixture<ArenaFixture>
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [Theory]
    [InlineData("""subscriptions(where: { asOf: { gt: "2026-03-31T00:00:00.0005Z" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { asOf: { gte: "2026-03-31T00:00:00.0005Z" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { asOf: { lt: "2026-03-31T00:00:00.0005Z" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { asOf: { eq: "2026-03-31T00:00:00.0005Z" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { asOf: { eq: "2026-03-31T02:00:00+02:00" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { startDate: { gt: "0001-01-01", lt: "9999-12-31" }, asOf: { gt: "0001-01-01T00:00:00Z", lt: "9999-12-31T23:59:59Z" } }) { totalCount }""")]
    [InlineData("""subscriptions(where: { quantity: { gt: -2147483648, lte: 2147483647 } }) { totalCount }""")]
    public async Task A_value_is_taken_as_it_is(string field)
    {
        var request = ($"{{ {field} }}", JsonDocument.Parse("{}").RootElement);
        Assert.Null(await fixture.Arena.DifferenceAsync(request, request, Admin, new Comparison()));
    }

    /// <remarks>SQLite's LIKE ends a pattern at U+0000, and half a surrogate pair becomes U+FFFD on the way to a database: both would find rows that do not fit.</remarks>
    [Theory]
    [InlineData("""{ customers(where: { name: { contains: "\u0000" } }) { totalCount } }""", "{}")]
    [InlineData("""{ customers(where: { name: { nstartsWith: "con\u0000x" } }) { totalCount } }""", "{}")]
    [InlineData("""{ customers(where: { name: { in: ["a\u0000"] } }) { totalCount } }""", "{}")]
    [InlineData("""{ customers(where: { name: { contains: "\uD800" } }) { totalCount } }""", "{}")]
    [InlineData("""{ customers(where: { name: { eq: "\uDC00\uD800" } }) { totalCount } }""", "{}")]
    [InlineData("""query($text: String) { customers(where: { name: { contains: $text } }) { totalCount } }""", """{ "text": "\u0000" }""")]
    [InlineData("""query($text: String) { customers(where: { name: { contains: $text } }) { totalCount } }""", """{ "text": "\uD800" }""")]
    [InlineData("""query($id: ID!) { node(id: $id) { id } }""", """{ "id": "\uD800" }""")]
    public async Task What_is_no_text_is_refused(string document, string variables)
    {
        var response = await fixture.Arena.EngineAsync((document, JsonDocument.Parse(variables).RootElement), Admin);
        Assert.True(response.TryGetProperty("errors", out var errors), response.GetRawText());
        Assert.Equal("BAD_USER_INPUT", Assert.Single(errors.EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString());
    }
}
