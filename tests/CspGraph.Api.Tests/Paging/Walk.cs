using System.Text.Json;
using CspGraph.Api.Tests.Oracle;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Paging;

/// <summary>A way through a list, page by page. Each page is held against the oracle's.</summary>
sealed class Walk(Arena arena, PagedList list, Viewer viewer, Dice dice)
{
    /// <summary>More than any list has.</summary>
    const int All = 100_000;

    /// <summary>The whole list by the oracle alone, which knows no largest page.</summary>
    public async Task<List<string>> ExpectedAsync() =>
        [.. Edges(list.In(await arena.OracleAsync(list.Request(All, backward: false, from: null, until: null), viewer)))];

    /// <summary>The rows from a cursor to another, or from end to end, in the order in which they are met.</summary>
    /// <param name="backward">Whether pages are read from the end.</param>
    /// <param name="size">How large the next page is to be.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="until">Where to end.</param>
    /// <param name="between">Happens between two pages.</param>
    public async Task<List<Met>> GoAsync(bool backward, Func<int> size, Met? from = null, Met? until = null, Func<Task>? between = null)
    {
        var met = new List<Met>();
        for (var more = true; more;)
        {
            (var page, more) = await AskAsync(size(), backward, from, until);
            if (more) Assert.NotEmpty(page);
            met.AddRange(backward ? page.AsEnumerable().Reverse() : page);
            if (page.Count > 0) from = met[^1];
            if (between is not null) await between();
        }
        return met;
    }

    /// <summary>A page, and whether more follow in the direction of reading.</summary>
    async Task<(List<Met> Page, bool More)> AskAsync(int size, bool backward, Met? from, Met? until)
    {
        var engine = await arena.EngineAsync(list.Request(size, backward, from?.Engine, until?.Engine), viewer);
        var oracle = await arena.OracleAsync(list.Request(size, backward, from?.Oracle, until?.Oracle), viewer);
        Assert.Null(new Comparison().Difference(engine, oracle));
        var more = list.In(engine).GetProperty("pageInfo").GetProperty(backward ? "hasPreviousPage" : "hasNextPage").GetBoolean();
        return ([.. Edges(list.In(engine)).Zip(Edges(list.In(oracle)), (ours, theirs) => new Met(ours, theirs))], more);
    }

    /// <summary>Few pages or many.</summary>
    public Func<int> Sizes(int rows)
    {
        var most = Math.Clamp(rows / dice.Of([1, 2, 4, 8]), 2, 100);
        return () => dice.Between(1, most);
    }

    static IEnumerable<string> Edges(JsonElement list) => list.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("cursor").GetString()!);
}

/// <summary>A row that was met, by its cursors.</summary>
sealed record Met(string Engine, string Oracle)
{
    public Guid Key => KeyOf(Oracle);

    /// <summary>The row of an oracle's cursor, whenever that was read.</summary>
    public static Guid KeyOf(string oracle) => Guid.Parse(oracle[OraclePage.CursorMark.Length..].Split('@')[0]);
}
