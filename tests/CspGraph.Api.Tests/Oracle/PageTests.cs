using System.Text.Json;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Pages of one document, one after another: its statements are kept by which cursors are there and which of their values are null.</summary>
public sealed class PageTests(ArenaFixture fixture) : IClassFixture<ArenaFixture>
{
    const string Pages = """
        query($order: [CspSubscriptionSortInput!], $first: Int, $after: String, $last: Int, $before: String) {
          subscriptions(order: $order, first: $first, after: $after, last: $last, before: $before) {
            edges { cursor node { id commitmentEndDate quantity } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    public static TheoryData<string[]> Orders => new([
        [], ["commitmentEndDate ASC"], ["commitmentEndDate DESC"], ["quantity DESC", "commitmentEndDate ASC"], ["commitmentEndDate DESC", "name ASC", "quantity DESC"], ["name DESC"],
    ]);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_follow_each_other_from_either_end_without_a_gap_or_a_double(string[] order)
    {
        var arena = fixture.Arena;
        var all = new List<(string Engine, string Oracle)>();
        var page = await AskAsync(arena, order, 7, isBackward: false, after: null, before: null);
        for (; page.Count > 0; page = await AskAsync(arena, order, 7, isBackward: false, after: page[^1], before: null)) all.AddRange(page);
        Assert.Equal(110, all.Select(cursor => cursor.Oracle).Distinct().Count());
        Assert.Equal(110, all.Count);

        var back = new List<(string Engine, string Oracle)>();
        page = await AskAsync(arena, order, 9, isBackward: true, after: null, before: null);
        for (; page.Count > 0; page = await AskAsync(arena, order, 9, isBackward: true, after: null, before: page[0])) back.InsertRange(0, page);
        Assert.Equal(all.Select(cursor => cursor.Oracle), back.Select(cursor => cursor.Oracle));

        foreach (var (from, to) in new[] { (0, 109), (3, 60), (60, 3), (40, 41), (40, 40), (70, 105), (100, 109), (20, 90) })
            foreach (var isBackward in new[] { false, true })
                Assert.Equal(Math.Clamp(to - from - 1, 0, 20), (await AskAsync(arena, order, 20, isBackward, all[from], all[to])).Count);
    }

    [Fact]
    public async Task A_condition_may_ask_for_no_value_in_one_request_and_for_one_in_the_next()
    {
        const string document = """
            query($text: String, $texts: [String], $day: Date, $flag: Boolean, $state: TermDuration) {
              a: customers(where: { domain: { eq: $text } }) { totalCount nodes { id } }
              b: customers(where: { domain: { neq: $text } }) { totalCount nodes { id } }
              c: customers(where: { domain: { in: $texts } }) { totalCount nodes { id } }
              d: customers(where: { domain: { nin: $texts } }) { totalCount nodes { id } }
              e: subscriptions(where: { commitmentEndDate: { neq: $day }, autoRenew: { eq: $flag } }) { totalCount nodes { id } }
              f: subscriptions(where: { termDuration: { neq: $state } }) { totalCount nodes { id } }
            }
            """;
        var arena = fixture.Arena;
        foreach (var isThere in new[] { true, false, true, false })
            foreach (var viewer in arena.Viewers.Take(8))
            {
                var variables = JsonSerializer.SerializeToElement(new
                {
                    text = isThere ? "contoso.com" : null,
                    texts = new[] { "contoso.com", isThere ? "c1.example" : null },
                    day = isThere ? "2026-03-30" : null,
                    flag = isThere ? (bool?)true : null,
                    state = isThere ? "P1Y" : null,
                });
                Assert.Null(await arena.DifferenceAsync((document, variables), (document, variables), viewer, new Comparison()));
            }
    }

    /// <summary>Asks both, and gives the page's cursors.</summary>
    static async Task<List<(string Engine, string Oracle)>> AskAsync(
        Arena arena, string[] order, int size, bool isBackward, (string Engine, string Oracle)? after, (string Engine, string Oracle)? before)
    {
        var comparison = new Comparison();
        Assert.Null(await arena.DifferenceAsync((Pages, Variables(after?.Engine, before?.Engine)), (Pages, Variables(after?.Oracle, before?.Oracle)), Admin, comparison));
        return comparison.Cursors.Count < 2 ? [] : comparison.Cursors[..^2];

        JsonElement Variables(string? after, string? before) => JsonSerializer.SerializeToElement(new
        {
            order = order.Select(term => term.Split(' ')).Select(term => new Dictionary<string, string> { [term[0]] = term[1] }),
            first = isBackward ? (int?)null : size,
            last = isBackward ? size : (int?)null,
            after,
            before,
        });
    }
}
