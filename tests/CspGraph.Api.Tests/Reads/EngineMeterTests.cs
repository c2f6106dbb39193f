using System.Globalization;
using System.Text.Json;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A document is worked out once: whoever sends it again, with whatever variables, is only read for.</summary>
public sealed class EngineMeterTests
{
    const string Parsed = "cspgraph.engine.documents.parsed";
    const string Validated = "cspgraph.engine.documents.validated";
    const string Planned = "cspgraph.engine.plans.made";
    const string Compiled = "cspgraph.engine.statements.compiled";
    const string Run = "cspgraph.engine.statements.run";
    const string Rows = "cspgraph.engine.rows.read";

    /// <summary>EF Core's own: in the one that all tests share, others' queries may drive one out.</summary>
    static readonly MemoryCache Queries = new(new MemoryCacheOptions());

    /// <remarks>What the summary of Q6 reads is no level's: it is seen as EF Core's compilations only.</remarks>
    [SkippableTheory]
    [InlineData("Q1", 1, 1, 1)]
    [InlineData("Q2", 2, 2, 8)]
    [InlineData("Q3", 3, 19, 48)]
    [InlineData("Q4", 2, 2, 0)]
    [InlineData("Q5", 2, 2, 31)]
    [InlineData("Q6", 1, 1, 1)]
    [InlineData("Q7", 3, 5, 4)]
    public async Task A_document_seen_before_is_not_parsed_validated_planned_or_compiled_again(string name, int statements, int runs, int rows)
    {
        var (one, other) = (new ReadNetwork(tenantId: 1, width: 2), new ReadNetwork(tenantId: 2, width: 2));
        await using var database = await ReadDatabase.CreateAsync(one, other);
        var text = await File.ReadAllTextAsync(Repository.Path($"schema/operations/{name}.graphql"));
        var (first, second) = (await VariablesAsync(database, one, "Reseller Alfa", day: 1), await VariablesAsync(database, other, "Reseller Bravo", day: 2));
        using var counts = new EngineCounts();

        await AskAsync(database, text, first, one.Admin);
        var before = counts.Take();
        await AskAsync(database, text, second, other.Admin);
        var after = counts.Take();

        Assert.Equal((1, 1, 1, statements), (before[Parsed], before[Validated], before[Planned], before[Compiled]));
        Assert.Equal(new Dictionary<string, long> { [Run] = runs, [Rows] = rows }, after);
    }

    /// <remarks>With a constant that no other query has: EF Core would know it.</remarks>
    [SkippableFact]
    public async Task What_EF_Core_compiles_is_counted()
    {
        await using var database = await ReadDatabase.CreateAsync();
        using var counts = new EngineCounts();
        await using var db = Open(database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        for (var i = 0; i < 2; i++) Assert.Empty(db.Resellers.Where(reseller => reseller.Name == "3d0f6f9a is nobody's name"));
        Assert.Equal(new Dictionary<string, long> { [EngineCounts.EfCompilations] = 1 }, counts.Take());
    }

    /// <summary>What the seven name; each takes its own.</summary>
    static async Task<JsonElement> VariablesAsync(ReadDatabase database, ReadNetwork network, string reseller, int day)
    {
        var page = JsonElement.Parse(await database.AnswerAsync($"{{ subscriptions(first: {day}, order: [{{ startDate: ASC }}]) {{ pageInfo {{ endCursor }} }} }}", default, network.Admin));
        var from = new DateOnly(2026, 1, day);
        return JsonSerializer.SerializeToElement(new
        {
            id = network.IdOf(reseller),
            from = from.ToString("o", CultureInfo.InvariantCulture),
            to = from.AddYears(2).ToString("o", CultureInfo.InvariantCulture),
            after = page.GetProperty("data").GetProperty("subscriptions").GetProperty("pageInfo").GetProperty("endCursor").GetString(),
        });
    }

    static async Task AskAsync(ReadDatabase database, string text, JsonElement variables, Viewer viewer)
    {
        await using var db = Open(database, viewer);
        var answer = await database.AnswerAsync(await database.PrepareAsync(text, variables), db);
        Assert.False(JsonElement.Parse(answer).TryGetProperty("errors", out _));
    }

    static SqliteCspGraphDb Open(ReadDatabase database, Viewer viewer)
    {
        using var plain = database.Open(viewer);
        var options = (DbContextOptions<SqliteCspGraphDb>)plain.GetService<IDbContextOptions>();
        return new SqliteCspGraphDb(new DbContextOptionsBuilder<SqliteCspGraphDb>(options).UseMemoryCache(Queries).ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)).Options, viewer);
    }
}
