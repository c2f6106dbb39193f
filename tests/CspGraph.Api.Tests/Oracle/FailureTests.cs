using System.Text.Json;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What the oracle does not answer: requests that are refused, field by field.</summary>
public sealed class FailureTests(ArenaFixture fixture) : IClassFixture<ArenaFixture>
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [Theory]
    [InlineData("resellers(first: 1, last: 1) { totalCount }", "BAD_USER_INPUT")]
    [InlineData("resellers(first: 0) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(first: 101) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(last: 0) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(last: 101) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(first: -1) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(order: [{ name: ASC, onboardedOn: DESC }]) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(order: [{}]) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(order: [{ name: null }]) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(where: { name: null }) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(where: { name: { contains: null } }) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(where: { name: { in: null } }) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers(where: { onboardedOn: { gt: null } }) { nodes { id } }", "BAD_USER_INPUT")]
    [InlineData("resellers { nodes { customers(first: 0) { nodes { id } } } }", "BAD_USER_INPUT")]
    [InlineData("resellers(after: \"garbage\") { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(before: \"\") { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(after: \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\") { nodes { id } }", "INVALID_CURSOR")]
    public async Task A_refused_field_is_null_and_the_others_are_delivered(string field, string code)
    {
        var response = await AskAsync($"{{ before: viewer {{ tenant }} refused: {field} after: customers(first: 1) {{ totalCount }} }}", Admin);
        var data = response.GetProperty("data");
        Assert.Equal(["before", "refused", "after"], data.EnumerateObject().Select(property => property.Name));
        Assert.Equal("tenant-1", data.GetProperty("before").GetProperty("tenant").GetString());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("refused").ValueKind);
        Assert.Equal(36, data.GetProperty("after").GetProperty("totalCount").GetInt32());
        var error = Assert.Single(response.GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("[\"refused\"]", error.GetProperty("path").GetRawText());
    }

    [Theory]
    [InlineData("resellers(where: { name: { neq: \"x\" } }, order: [{ name: DESC }], after: $c) { nodes { id } }", null)]
    [InlineData("a: resellers(order: [{ name: DESC }], where: { name: { neq: \"x\" } }, before: $c, last: 2) { nodes { id } }", null)]
    [InlineData("resellers(where: { name: { neq: \"x\" } }, order: [{ name: ASC }], after: $c) { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(where: { name: { neq: \"x\" } }, after: $c) { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(where: { name: { neq: \"y\" } }, order: [{ name: DESC }], after: $c) { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(where: { name: { eq: \"x\" } }, order: [{ name: DESC }], after: $c) { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("resellers(order: [{ name: DESC }], after: $c) { nodes { id } }", "INVALID_CURSOR")]
    [InlineData("customers(where: { name: { neq: \"x\" } }, order: [{ name: DESC }], after: $c) { nodes { id } }", "INVALID_CURSOR")]
    public async Task A_cursor_is_good_for_its_own_type_filter_and_order_only(string field, string? code)
    {
        var cursor = await CursorAsync(Admin);
        Assert.Equal(code, Code(await AskAsync($"query($c: String) {{ {field} }}", Admin, cursor)));
    }

    [Fact]
    public async Task A_cursor_is_good_for_the_same_tenant_and_subtree_only()
    {
        const string next = "query($c: String) { resellers(where: { name: { neq: \"x\" } }, order: [{ name: DESC }], after: $c) { nodes { id } } }";
        var scoped = new Viewer(1, Role.ResellerAdmin, fixture.Arena.Rows.Of<Reseller>().First(reseller => reseller.TenantId == 1).Id);
        var cursor = await CursorAsync(Admin);
        Assert.Null(Code(await AskAsync(next, new Viewer(1, Role.DistributorAnalyst, null), cursor)));
        Assert.Equal("INVALID_CURSOR", Code(await AskAsync(next, new Viewer(2, Role.DistributorAdmin, null), cursor)));
        Assert.Equal("INVALID_CURSOR", Code(await AskAsync(next, scoped, cursor)));
        Assert.Equal("INVALID_CURSOR", Code(await AskAsync(next, Admin, await CursorAsync(scoped))));
    }

    async Task<string> CursorAsync(Viewer viewer)
    {
        var response = await AskAsync("{ resellers(where: { name: { neq: \"x\" } }, order: [{ name: DESC }]) { pageInfo { startCursor } } }", viewer);
        return response.GetProperty("data").GetProperty("resellers").GetProperty("pageInfo").GetProperty("startCursor").GetString()!;
    }

    Task<JsonElement> AskAsync(string document, Viewer viewer, string? cursor = null) =>
        fixture.Arena.EngineAsync((document, JsonSerializer.SerializeToElement(new { c = cursor })), viewer);

    static string? Code(JsonElement response) =>
        response.TryGetProperty("errors", out var errors) ? Assert.Single(errors.EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString() : null;
}
