using System.Text.Json;
using CspGraph.Api.Tests.Reads;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Limits;

/// <summary>Documents and variables made to cost more than they are worth: each is refused before anything is read.</summary>
public sealed class HostileDocumentTests
{
    const string Conditions = "query($where: ResellerFilterInput) { resellers(where: $where) { totalCount } }";

    public static TheoryData<string, string, string> Documents => new()
    {
        { "deep", string.Concat(Enumerable.Repeat("{a", 5_000)), GraphErrorCodes.CostExceeded },
        { "long", "{ viewer { tenant } } #" + new string('x', 100_000), GraphErrorCodes.CostExceeded },
        { "wide", $"{{ viewer {{ {Repeat(4_001, i => $"f{i}: role")} }} }}", GraphErrorCodes.CostExceeded },
        { "one key many times", $"{{ viewer {{ {Repeat(501, _ => "role")} }} }}", GraphErrorCodes.CostExceeded },
        { "conflicts", $"{{ viewer {{ {Repeat(250, _ => "a: role")} {Repeat(250, _ => "a: tenant")} }} }}", GraphErrorCodes.Validation },
        { "introspection in circles", "{ __type(name: \"Node\") { possibleTypes { interfaces { possibleTypes { name } } } } }", GraphErrorCodes.CostExceeded },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_costs_too_much_is_refused(string name, string text, string code)
    {
        await using var database = await ReadDatabase.CreateAsync(new ReadNetwork(tenantId: 1, width: 1));
        var prepared = await database.Engine.PrepareAsync(new GraphRequest(text), CancellationToken.None);
        Assert.True(prepared.Errors.Count is > 0 and <= 20, name);
        Assert.All(prepared.Errors, error => Assert.Equal(code, error.Code));
    }

    [Fact]
    public async Task A_fragment_that_doubles_itself_is_refused()
    {
        await using var database = await ReadDatabase.CreateAsync(new ReadNetwork(tenantId: 1, width: 1));
        var text = "{ resellers { nodes { ...N0 } } } " + Repeat(16, i => $"fragment N{i} on Reseller {{ x: parent {{ ...N{i + 1} }} y: parent {{ ...N{i + 1} }} }} ") + "fragment N16 on Reseller { name }";
        var prepared = await database.Engine.PrepareAsync(new GraphRequest(text), CancellationToken.None);
        Assert.Equal([GraphErrorCodes.CostExceeded], prepared.Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task The_usual_introspection_is_answered()
    {
        await using var database = await ReadDatabase.CreateAsync(new ReadNetwork(tenantId: 1, width: 1));
        const string Query = "{ __schema { types { name fields { name args { name type { ofType { ofType { ofType { name } } } } } type { name } } inputFields { name } interfaces { name } possibleTypes { name } enumValues { name } } } }";
        Assert.Empty((await database.Engine.PrepareAsync(new GraphRequest(Query), CancellationToken.None)).Errors);
    }

    [Theory]
    [InlineData("nested pages")]
    [InlineData("many fields of many objects")]
    public async Task A_response_that_could_be_too_large_is_refused(string kind)
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        var field = kind is "nested pages"
            ? string.Concat(Enumerable.Repeat("subscriptions(first: 100) { nodes { customer { ", 20)) + "name" + string.Concat(Enumerable.Repeat(" } } }", 20))
            : $"resellers(first: 100) {{ nodes {{ customers(first: 100) {{ nodes {{ {Repeat(300, i => $"f{i}: name")} }} }} }} }}";
        Assert.Equal("COST_EXCEEDED", Code(await database.AnswerAsync($"{{ {field} }}", default, network.Admin)));
    }

    [Theory]
    [InlineData("items", 99, null)]
    [InlineData("items", 101, "BAD_USER_INPUT")]
    [InlineData("items", 30_000, "BAD_USER_INPUT")]
    [InlineData("quantifiers", 101, "BAD_USER_INPUT")]
    [InlineData("references", 101, "BAD_USER_INPUT")]
    public async Task Every_part_of_a_condition_counts(string kind, int parts, string? code)
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        object part = kind switch
        {
            "items" => new { },
            "quantifiers" => new { children = new { any = true } },
            _ => new { parent = new { } },
        };
        var variables = JsonSerializer.SerializeToElement(new { where = new { or = Enumerable.Repeat(part, parts) } });
        Assert.Equal(code, Code(await database.AnswerAsync(Conditions, variables, network.Admin)));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "BAD_USER_INPUT")]
    public async Task Lists_within_lists_are_bounded(int depth, string? code)
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        object fits = new { name = new { eq = "x" } };
        for (var i = 0; i < depth; i++) fits = new { children = new { some = fits } };
        Assert.Equal(code, Code(await database.AnswerAsync(Conditions, JsonSerializer.SerializeToElement(new { where = fits }), network.Admin)));
    }

    static string? Code(string answer) => JsonElement.Parse(answer).TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    static string Repeat(int times, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, times).Select(part));
}
