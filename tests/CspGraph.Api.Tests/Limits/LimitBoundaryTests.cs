using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Limits;

/// <summary>What a limit names is allowed, and one more is refused.</summary>
public sealed class LimitBoundaryTests
{
    static readonly GraphEngineOptions Usual = ProductSchema.Options;

    const string Pairs = "The document has more than 3 pairs of fields that share one response key at one place.";

    const string Chained = "{ ...A } fragment A on Query { ... { ...B } } fragment B on Query { ... { ...C } } fragment C on Query { ... { ...D } }";

    static readonly IReadOnlyList<Limit> All =
    [
        new("characters", Usual with { MaxDocumentLength = 10 }, "{ viewer }", "{ viewer  }", "The document has more than 10 characters.") { IsValid = false },
        new("tokens", Usual with { MaxTokens = 4 }, "{ __typename } # c", "{ __typename } # c\n#", "The document has more than 4 tokens."),
        new("syntax", Usual with { MaxSyntaxDepth = 9 }, Nested("{ viewer { ", 0), Nested("{ resellers { nodes { parent { parent { ", 0), "The document is nested deeper than 9."),
        new("syntax through fragments", Usual with { MaxSyntaxDepth = 9 }, Chained + "fragment D on Query { viewer { role } }", Chained + "fragment D on Query { ... { viewer { role } } }",
            "The document is nested deeper than 9, fragments spread out."),
        new("depth", Usual with { MaxDepth = 3 }, "{ resellers { nodes { name } } }", "{ resellers { nodes { ...F } } } fragment F on Reseller { parent { name } }", "The operation has more than 3 fields within each other."),
        new("fields", Usual with { MaxDocumentFields = 3 }, "{ viewer { role tenant } }", "{ viewer { role tenant ...F } } fragment F on Viewer { upline }", "The document has more than 3 fields."),
        new("selections", Usual with { MaxSelections = 7 }, "{ viewer { role ...F } v: viewer { ...F } } fragment F on Viewer { role }", "{ viewer { role ...F } v: viewer { ...F ...F } } fragment F on Viewer { role }",
            "The document selects more than 7 fields, fragments spread out."),
        new("operations", Usual with { MaxSelections = 4 }, "query A { viewer { role } } query B { viewer { role } }", "query A { viewer { role } } query B { viewer { role } } query C { __typename }",
            "The document selects more than 4 fields, fragments spread out.") { Operation = "A" },
        new("pairs", Usual with { MaxFieldPairs = 3 }, "{ viewer { role role role } }", "{ viewer { role role } viewer { ...F ... { role } } } fragment F on Viewer { tenant }", Pairs),
        new("pairs through fragments", Usual with { MaxFieldPairs = 3 }, "{ viewer { ...F ...F ...G } v: viewer { ...F ...G } } fragment F on Viewer { role } fragment G on Viewer { role }",
            "{ viewer { ...F ...G role } v: viewer { ...F ...G } } fragment F on Viewer { role } fragment G on Viewer { role }", Pairs),
        new("aliases", Usual with { MaxAliases = 2 }, "{ a: viewer { role } b: __typename }", "{ a: viewer { r: role } b: __typename }", "The document has more than 2 aliases."),
        new("directives", Usual with { MaxDirectives = 2 }, "{ viewer @skip(if: false) { role @skip(if: false) } }", "{ viewer @skip(if: false) { role @skip(if: false) ... @include(if: true) { role } } }", "The document has more than 2 directives."),
        new("directives at one place", Usual with { MaxDirectivesAtOnePlace = 2 }, "{ viewer @skip(if: false) @include(if: true) { role @skip(if: false) } }", "{ viewer @skip(if: false) @include(if: true) @skip(if: false) { role } }",
            "The document has more than 2 directives at one place."),
        new("fragments", Usual with { MaxFragments = 1 }, "{ viewer { ...F } } fragment F on Viewer { role }", "{ viewer { ...F ...G } } fragment F on Viewer { role } fragment G on Viewer { role }", "The document has more than 1 fragments."),
        new("spreads", Usual with { MaxFragmentSpreads = 2 }, "{ viewer { ...F ...F } } fragment F on Viewer { role }", "{ viewer { ...F ...F ... { ...F } } } fragment F on Viewer { role }", "The document has more than 2 spreads of fragments."),
        new("introspection", Usual with { MaxIntrospectionLists = 1 }, "{ __schema { types { fields { name } } } }", "{ __schema { types { fields { type { fields { name } } } } } }", "Introspection goes through more than 1 lists within each other."),
        new("list in a document", Usual with { MaxListItems = 2 }, "{ nodes(ids: [\"a\", \"b\"]) { id } }", "{ nodes(ids: [\"a\", \"b\", \"c\"]) { id } }", "A list has 3 items: at most 2 are taken."),
        new("list in a default", Usual with { MaxListItems = 2 }, "query($i: [ID!]! = [\"a\"]) { nodes(ids: $i) { id } }", "query($i: [ID!]! = [\"a\", \"b\", \"c\"]) { nodes(ids: $i) { id } }", "A list has 3 items: at most 2 are taken."),
        new("list in a variable", Usual with { MaxListItems = 2 }, "query($i: [ID!]!) { nodes(ids: $i) { id } }", "", "A list has 3 items: at most 2 are taken.")
            { Allowed = """{ "i": ["a", "b"] }""", Refused = """{ "i": ["a", "b", "c"] }""" },
        new("values", Usual with { MaxInputValues = 3 }, "query($i: [ID!]!) { nodes(ids: $i) { id } }", "", "The variables hold more than 3 values.")
            { Allowed = """{ "i": ["a", "b"] }""", Refused = """{ "i": ["a", "b"], "other": null }""" },
        new("depth of a value", Usual with { MaxInputDepth = 2 }, "{ resellers(where: { name: { eq: \"a\" } }) { totalCount } }", "{ resellers(where: { name: { in: [\"a\"] } }) { totalCount } }",
            "An input has more than 2 objects and lists within each other."),
        new("depth of a variable", Usual with { MaxInputDepth = 2 }, "query($w: ResellerFilterInput) { resellers(where: $w) { totalCount } }", "", "An input has more than 2 objects and lists within each other.")
            { Allowed = """{ "w": { "name": { "eq": "a" } } }""", Refused = """{ "w": { "name": { "in": ["a"] } } }""" },
        new("cost", Usual with { MaxCost = 13 }, "{ resellers(first: 1) { nodes { name } } }", "{ resellers(first: 2) { nodes { name } } }",
            "The operation costs 14, and no more than 13 is allowed: ask for smaller pages, fewer levels or fewer conditions."),
        new("objects", Usual with { MaxObjects = 2 }, "{ resellers(first: 2) { nodes { name } } }", "{ resellers(first: 3) { nodes { name } } }", "The response could hold 3 objects, and no more than 2 are allowed: ask for smaller pages."),
        new("objects that only a cursor is told of", Usual with { MaxObjects = 2 }, "{ resellers(first: 2) { pageInfo { endCursor } } }", "{ resellers(first: 3) { pageInfo { endCursor } } }",
            "The response could hold 3 objects, and no more than 2 are allowed: ask for smaller pages."),
        new("fields of objects", Usual with { MaxResponseFields = 4 }, "{ resellers(first: 2) { nodes { name id } } }", "{ resellers(first: 2) { nodes { name id parent { name } } } }",
            "The response could hold 8 fields, and no more than 4 are allowed: ask for smaller pages, or for fewer fields."),
    ];

    public static TheoryData<string> Names => [.. All.Select(limit => limit.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task One_more_is_refused(string name)
    {
        var limit = All.Single(limit => limit.Name == name);
        var engine = ProductSchema.CreateEngine(NullLogger.Instance, limit.Options, ServerSettings.DefaultRequestBytes);

        var within = await engine.PrepareAsync(limit.Request(limit.Within, limit.Allowed), default);
        var beyond = await engine.PrepareAsync(limit.Request(limit.Beyond is "" ? limit.Within : limit.Beyond, limit.Refused), default);

        if (limit.IsValid) Assert.Empty(within.Errors);
        else Assert.DoesNotContain(within.Errors, error => error.Code == GraphErrorCodes.CostExceeded);
        var error = Assert.Single(beyond.Errors);
        Assert.Equal((GraphErrorCodes.CostExceeded, limit.Message), (error.Code, error.Message));
    }

    [Fact]
    public async Task No_more_errors_are_told()
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance, Usual with { MaxErrors = 3 }, ServerSettings.DefaultRequestBytes);
        Assert.Equal(3, (await engine.PrepareAsync(new GraphRequest("{ a b c d }"), default)).Errors.Count);
        Assert.Equal(2, (await engine.PrepareAsync(new GraphRequest("{ a b }"), default)).Errors.Count);
    }

    static string Nested(string open, int more) => string.Concat(Enumerable.Repeat(open, 1 + more)) + "role" + new string('}', open.Count(letter => letter == '{') * (1 + more));

    sealed record Limit(string Name, GraphEngineOptions Options, string Within, string Beyond, string Message)
    {
        public string? Allowed { get; init; }
        public string? Refused { get; init; }
        public string? Operation { get; init; }
        public bool IsValid { get; init; } = true;

        public GraphRequest Request(string document, string? variables) => new(document, Operation, variables is null ? null : JsonElement.Parse(variables));
    }
}
