using System.Buffers.Text;
using System.Text.Json;
using CsCheck;
using CspGraph.Api.Tests.Oracle;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Paging;

/// <summary>A cursor that is not of this list: refused by its own code, without a row and without a failure.</summary>
public sealed class ForeignCursorTests(ArenaFixture fixture) : IClassFixture<ArenaFixture>
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [Fact]
    public async Task Of_another_tenant_or_subtree()
    {
        var arena = fixture.Arena;
        for (var number = 0ul; number < 30; number++)
        {
            var dice = new Dice(stream: 6, number);
            var viewer = dice.Chance(50) ? arena.Viewers[dice.Below(3)] : dice.Of(arena.Viewers);
            var list = PagedList.Draw(dice, arena, viewer);
            var page = list.In(await arena.EngineAsync(list.Request(size: 2, backward: false, from: null, until: null), viewer)).GetProperty("pageInfo");
            if (page.GetProperty("endCursor").GetString() is not { } cursor) continue;
            foreach (var other in arena.Viewers)
            {
                var response = await arena.EngineAsync(list.Request(size: 2, dice.Chance(50), from: cursor, until: null), other);
                if (MayNotAskAtAll(response)) Assert.NotEqual(viewer.Role, other.Role);
                else if ((other.TenantId, other.SubtreeRootId) == (viewer.TenantId, viewer.SubtreeRootId)) Assert.False(response.TryGetProperty("errors", out _), response.GetRawText());
                else Refused(response);
            }
        }
    }

    public static TheoryData<string, string> Lists => new()
    {
        { "subscriptions", "subscriptions(order: [{ name: ASC }])" },
        { "subscriptions(order: [{ name: ASC }])", "subscriptions(order: [{ name: DESC }])" },
        { "subscriptions(order: [{ name: ASC }])", "customers(order: [{ name: ASC }])" },
        { "subscriptions(order: [{ name: ASC }])", "subscriptions(order: [{ name: ASC }, { quantity: ASC }])" },
        { "subscriptions(order: [{ startDate: ASC }, { name: ASC }])", "subscriptions(order: [{ name: ASC }, { startDate: ASC }])" },
        { "subscriptions(order: [{ startDate: ASC }])", "subscriptions(order: [{ commitmentEndDate: ASC }])" },
        { "customers", "customers(where: { domain: { neq: null } })" },
        { "customers(where: { domain: { neq: null } })", "customers(where: { domain: { neq: \"\" } })" },
        { "customers(where: { name: { neq: \"a\" } })", "customers(where: { domain: { neq: \"a\" } })" },
        { "customers(where: { name: { neq: \"a\" } })", "customers(where: { name: { neq: \"b\" } })" },
        { "customers(where: { name: { ncontains: \"a\" } })", "customers(where: { name: { nstartsWith: \"a\" } })" },
        { "customers(where: { name: { nin: [\"a\", \"b\"] } })", "customers(where: { name: { nin: [\"a\", \"c\"] } })" },
        { "customers(where: { name: { nin: [\"a\", \"b\"] } })", "customers(where: { name: { nin: [\"a\\u001eb\"] } })" },
        { "customers(where: { name: { nin: [\"a\"] } })", "customers(where: { name: { nin: [\"a\", null] } })" },
        { "customers(where: { name: { neq: \"a\" }, domain: { neq: \"b\\u001fc\" } })", "customers(where: { name: { neq: \"a\\u001fb\" }, domain: { neq: \"c\" } })" },
        { "customers(where: { and: [{ name: { neq: \"a\" } }, { name: { neq: \"b\" } }] })", "customers(where: { or: [{ name: { neq: \"a\" } }, { name: { neq: \"b\" } }] })" },
        { "customers(where: { subscriptions: { some: { quantity: { gte: 0 } } } })", "customers(where: { subscriptions: { all: { quantity: { gte: 0 } } } })" },
        { "customers(where: { subscriptions: { any: true } })", "customers(where: { subscriptions: { any: false } })" },
        { "subscriptions(where: { quantity: { gte: 1 } })", "subscriptions(where: { quantity: { gte: 2 } })" },
        { "subscriptions(where: { quantity: { gte: 1 } })", "subscriptions(where: { quantity: { gt: 1 } })" },
        { "subscriptions(where: { startDate: { gte: \"2026-03-01\" } })", "subscriptions(where: { startDate: { gte: \"2026-03-02\" } })" },
        { "subscriptions(where: { asOf: { gte: \"2026-03-01T00:00:00.001Z\" } })", "subscriptions(where: { asOf: { gte: \"2026-03-01T00:00:00.002Z\" } })" },
        { "subscriptions(where: { autoRenew: { neq: true } })", "subscriptions(where: { autoRenew: { neq: false } })" },
        { "subscriptions(where: { status: { neq: ACTIVE } })", "subscriptions(where: { status: { neq: DELETED } })" },
        { "subscriptions(where: { subscriptionId: { neq: \"00000000-0000-0000-0000-000000000001\" } })", "subscriptions(where: { subscriptionId: { neq: \"00000000-0000-0000-0000-000000000002\" } })" },
        { "resellers { nodes { list: descendants(maxDepth: 1)", "resellers { nodes { list: descendants(maxDepth: 2)" },
        { "resellers { nodes { list: descendants(maxDepth: 1)", "resellers { nodes { list: descendants" },
        { "resellers { nodes { list: descendants", "resellers" },
        { "products { nodes { list: prices(on: \"2026-03-31\")", "products { nodes { list: prices(on: \"2026-04-01\")" },
        { "prices", "products { nodes { list: prices(on: \"2026-04-01\")" },
    };

    [Theory, MemberData(nameof(Lists))]
    public async Task Of_another_order_filter_type_or_argument(string one, string other)
    {
        foreach (var (from, to) in new[] { (one, other), (other, one) })
        {
            var cursor = await CursorAsync(from);
            Assert.False((await AskAsync(from, "first: 1, after: $c", cursor)).TryGetProperty("errors", out _));
            foreach (var page in new[] { "first: 1, after: $c", "first: 1, before: $c", "last: 1, after: $c", "last: 1, before: $c" }) Refused(await AskAsync(to, page, cursor));
        }
    }

    /// <summary>A place in an order is the same place wherever the rows are listed: one cursor serves all lists of a level, and either direction.</summary>
    [Theory]
    [InlineData("customers(order: [{ name: ASC }])", "resellers { nodes { list: customers(order: [{ name: ASC }])")]
    [InlineData("resellers { nodes { list: children", "resellers")]
    [InlineData("subscriptions(where: { quantity: { gt: 1 } })", "customers { nodes { list: subscriptions(where: { quantity: { gt: 1 } })")]
    public async Task A_cursor_is_good_wherever_such_rows_are_listed(string from, string to)
    {
        var cursor = await CursorAsync(from);
        foreach (var page in new[] { "first: 1, after: $c", "first: 1, before: $c", "last: 1, after: $c", "last: 1, before: $c" })
            Assert.False((await AskAsync(to, page, cursor)).TryGetProperty("errors", out _));
    }

    [Theory]
    [InlineData("subscriptions")]
    [InlineData("subscriptions(order: [{ commitmentEndDate: DESC }, { name: ASC }])")]
    [InlineData("resellers { nodes { list: customers(order: [{ domain: ASC }])")]
    public async Task With_any_bit_altered(string list)
    {
        var bytes = Base64Url.DecodeFromChars(await CursorAsync(list));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Refused(await AskAsync(list, "first: 1, after: $c", Base64Url.EncodeToString(bytes)));
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public async Task That_is_any_text()
    {
        var texts = Gen.Select(Gen.OneOf(Gen.String, Gen.Byte.Array[0, 80].Select(bytes => Base64Url.EncodeToString(bytes))), Gen.Bool).Array[200];
        foreach (var (text, isBefore) in new Dice(stream: 7, seed: 1).Roll(texts)) Refused(await AskAsync("subscriptions", isBefore ? "last: 1, before: $c" : "first: 1, after: $c", text));
        Refused(await AskAsync("subscriptions", "first: 1, after: $c", new string('A', 200_000)));
        Refused(await AskAsync("subscriptions", "first: 1, after: $c", await CursorAsync("subscriptions") + new string('A', 200_000)));
    }

    /// <summary>The first cursor of a list.</summary>
    async Task<string> CursorAsync(string list)
    {
        var response = await AskAsync(list, "first: 1", cursor: null);
        return Find(response.GetProperty("data")) ?? throw new InvalidOperationException($"{list} gives no cursor: {response.GetRawText()}");

        static string? Find(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object when value.TryGetProperty("edges", out var edges) => edges.EnumerateArray().Select(edge => edge.GetProperty("cursor").GetString()).FirstOrDefault(),
            JsonValueKind.Object => value.EnumerateObject().Select(field => Find(field.Value)).FirstOrDefault(found => found is not null),
            JsonValueKind.Array => value.EnumerateArray().Select(Find).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    /// <param name="list">A list of the query, or of each of its rows: as far as its arguments.</param>
    /// <param name="page">Arguments that tell the page.</param>
    /// <param name="cursor">What stands for $c.</param>
    Task<JsonElement> AskAsync(string list, string page, string? cursor)
    {
        var head = list.EndsWith(')') ? $"{list[..^1]}, {page})" : $"{list}({page})";
        var text = $"{{ {head} {{ edges {{ cursor }} }}{string.Concat(Enumerable.Repeat(" }", head.Count(letter => letter == '{') - head.Count(letter => letter == '}')))} }}";
        return fixture.Arena.EngineAsync((cursor is null ? text : $"query($c: String) {text}", JsonSerializer.SerializeToElement(new { c = cursor })), Admin);
    }

    /// <summary>Some lists take a right, with a cursor or without.</summary>
    static bool MayNotAskAtAll(JsonElement response) =>
        response.TryGetProperty("errors", out var errors) && errors[0].GetProperty("extensions").GetProperty("code").GetString() == "AUTH_NOT_AUTHORIZED";

    static void Refused(JsonElement response)
    {
        Assert.True(response.TryGetProperty("errors", out var errors), response.GetRawText());
        Assert.Equal("INVALID_CURSOR", Assert.Single(errors.EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString());
        Assert.All(response.GetProperty("data").EnumerateObject(), field => Assert.Equal(JsonValueKind.Null, field.Value.ValueKind));
    }
}
