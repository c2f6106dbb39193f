using System.Text.Json;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Reads;

namespace CspGraph.Api.Tests.Limits;

/// <summary>Conditions made to cost more than they are worth: each is refused before anything is read.</summary>
public sealed class ConditionLimitTests
{
    const string Conditions = "query($where: ResellerFilterInput) { resellers(where: $where) { totalCount } }";

    [Theory]
    [InlineData("items", 99, null)]
    [InlineData("items", 101, "COST_EXCEEDED")]
    [InlineData("items", 999, "COST_EXCEEDED")]
    [InlineData("quantifiers", 101, "COST_EXCEEDED")]
    [InlineData("references", 101, "COST_EXCEEDED")]
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
        await AssertAsync(code, database, variables, network);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "COST_EXCEEDED")]
    public async Task Lists_within_lists_are_bounded(int depth, string? code)
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        object fits = new { name = new { eq = "x" } };
        for (var i = 0; i < depth; i++) fits = new { children = new { some = fits } };
        await AssertAsync(code, database, JsonSerializer.SerializeToElement(new { where = fits }), network);
    }

    static async Task AssertAsync(string? code, ReadDatabase database, JsonElement variables, ReadNetwork network)
    {
        var prepared = await database.PrepareAsync(Conditions, variables);
        Assert.Equal(code, Code(await database.AnswerAsync(prepared, network.Admin)));
        if (!TestDatabase.IsEmbedded) return;
        var (_, statements) = await database.TracedAsync(prepared, network.Admin);
        Assert.Equal(code is null, statements.Count > 0);
    }

    static string? Code(string answer) => JsonElement.Parse(answer).TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
}
