using System.Text.Json;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Limits;

/// <summary>A request made to cost more than it is worth, and how far the server may go before it refuses it.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Query">The document.</param>
/// <param name="Tokens">Tokens that may be read.</param>
/// <param name="Nodes">Nodes of the document that may be visited; 0: it is not parsed, or not looked at.</param>
public sealed record Attack(string Name, string Query, int Tokens, int Nodes)
{
    const string Where = "query($where: ResellerFilterInput) { resellers(where: $where) { totalCount } }";

    /// <summary>The variables; null for none.</summary>
    public object? Variables { get; init; }

    /// <summary>Values of the variables that may be visited.</summary>
    public int Values { get; init; }

    public string Code { get; init; } = GraphErrorCodes.CostExceeded;

    /// <summary>Whether the rules of validation may run over it: it is refused by its cost, or by them.</summary>
    public bool IsValidated { get; init; }

    public GraphRequest Request => new(Query, Variables: Variables is null ? null : JsonSerializer.SerializeToElement(Variables, new JsonSerializerOptions { MaxDepth = 200 }));

    public override string ToString() => Name;

    public static IReadOnlyList<Attack> All { get; } =
    [
        // The text.
        new("10 MB of comment", "{ viewer { tenant } } #" + new string('x', 10_000_000), Tokens: 0, Nodes: 0),
        new("100,000 fields in 10 MB", "{ " + Repeat(100_000, i => $"field{i:D93}") + " }", Tokens: 0, Nodes: 0),
        new("many tokens", "{ " + Repeat(40_000, _ => "a") + " }", Tokens: 20_001, Nodes: 0),
        new("many comments", "{ a }" + Repeat(30_000, _ => "#\n"), Tokens: 20_001, Nodes: 0),
        new("deep syntax", string.Concat(Enumerable.Repeat("{a", 5_000)), Tokens: 10_000, Nodes: 0),
        new("deep types", $"query($a: {new string('[', 9_000)}Int{new string(']', 9_000)}) {{ __typename }}", Tokens: 18_010, Nodes: 0),

        // The document as it is written.
        new("deep", "{ resellers { nodes { " + string.Concat(Enumerable.Repeat("parent { ", 24)) + "name" + new string('}', 24) + " } } }", Tokens: 100, Nodes: 60),
        new("wide", "{ viewer { " + Repeat(4_001, i => $"f{i}") + " } }", Tokens: 4_010, Nodes: 4_010),
        new("aliased", "{ " + Repeat(501, i => $"a{i}: viewer {{ role }}") + " }", Tokens: 5_000, Nodes: 1_010),
        new("one key many times", "{ viewer { " + Repeat(501, _ => "role") + " } }", Tokens: 510, Nodes: 1_510),
        new("directives at one place", "{ viewer { role " + Repeat(11, _ => "@include(if: true)") + " } }", Tokens: 100, Nodes: 5),
        new("directives everywhere", "{ viewer { " + Repeat(501, i => $"role{i} @include(if: true)") + " } }", Tokens: 4_100, Nodes: 1_520),
        new("fragments that nobody names", "{ __typename }" + Repeat(201, i => $"fragment F{i} on Viewer {{ role }}"), Tokens: 1_500, Nodes: 410),
        new("spreads", "{ viewer { " + Repeat(1_001, _ => "...F") + " } } fragment F on Viewer { role }", Tokens: 2_100, Nodes: 1_010),
        new("a long list", "{ nodes(ids: [" + Repeat(10_001, i => $"\"{i}\"") + "]) { id } }", Tokens: 10_100, Nodes: 5),
        new("a deep value", "{ resellers(where: " + string.Concat(Enumerable.Repeat("{ and: ", 31)) + "{}" + new string('}', 31) + ") { totalCount } }", Tokens: 200, Nodes: 40),

        new("a long number", $"{{ node(id: {new string('7', 90_000)}) {{ id }} }}", Tokens: 12, Nodes: 0),
        new("a number as long as may be", $"{{ node(id: {new string('7', 10_000)}) {{ id }} }}", Tokens: 12, Nodes: 5)
            { Code = GraphErrorCodes.BadUserInput },
        new("a mistake far down a line", "{" + new string(' ', 99_000) + "]", Tokens: 5, Nodes: 0)
            { Code = GraphErrorCodes.Syntax },
        new("a mistake behind much without a blank", "{" + string.Concat(Enumerable.Repeat("a(b:\"cd\")", 4_000)) + "]", Tokens: 20_001, Nodes: 0),
        new("what is no token, far down a line", "{" + new string(' ', 99_000) + "\u0001", Tokens: 5, Nodes: 0)
            { Code = GraphErrorCodes.Syntax },
        new("a text without an end", "{ a(b: \"" + new string('x', 90_000), Tokens: 10, Nodes: 0),

        // Fragments.
        new("a fragment in itself", "{ viewer { ...A } } fragment A on Viewer { role ...A }", Tokens: 30, Nodes: 10)
            { Code = GraphErrorCodes.Validation },
        new("100 fragments in a ring", "{ viewer { ...F0 } } " + Repeat(100, i => $"fragment F{i} on Viewer {{ ...F{(i + 1) % 100} ...F{(i + 7) % 100} }}"), Tokens: 1_300, Nodes: 900)
            { Code = GraphErrorCodes.Validation },
        new("fragments that double", "{ resellers { nodes { ...F0 } } } " + Repeat(22, i => $"fragment F{i} on Reseller {{ x: parent {{ ...F{i + 1} }} y: parent {{ ...F{i + 1} }} }} ") + "fragment F22 on Reseller { name }",
            Tokens: 700, Nodes: 300),
        new("fragments that double without fields", "{ viewer { ...F0 } } " + Repeat(100, i => $"fragment F{i} on Viewer {{ ...F{i + 1} ...F{i + 1} }} ") + "fragment F100 on Viewer { role }",
            Tokens: 1_200, Nodes: 720),
        new("fragments that double and nobody names", "{ __typename } " + Repeat(60, i => $"fragment F{i} on Reseller {{ x: parent {{ ...F{i + 1} }} y: parent {{ ...F{i + 1} }} }} ") + "fragment F60 on Reseller { name }",
            Tokens: 1_500, Nodes: 800),
        new("operations that share fragments", Repeat(300, i => $"query Q{i} {{ viewer {{ ...F }} }}") + " fragment F on Viewer { " + Repeat(100, i => $"a{i}: role") + " }",
            Tokens: 3_500, Nodes: 2_500),
        new("depth through fragments", "{ resellers { nodes { ...F0 } } } " + Repeat(30, i => $"fragment F{i} on Reseller {{ parent {{ ...F{i + 1} }} }} ") + "fragment F30 on Reseller { name }",
            Tokens: 400, Nodes: 200),
        new("no fields, deep through fragments", "{ ...F0 } " + Repeat(20, i => $"fragment F{i} on Query {{ {Within(60, i < 19 ? $"...F{i + 1}" : "__typename")} }}"), Tokens: 3_800, Nodes: 2_800),
        new("no fields, deep through fragments that are known already", "{ ...F0 } " + Repeat(20, i => $"fragment F{19 - i} on Query {{ {Within(60, i > 0 ? $"...F{20 - i}" : "__typename")} }}"), Tokens: 3_800, Nodes: 2_800),
        new("fields that conflict", "{ viewer { " + Repeat(250, _ => "a: role") + Repeat(250, _ => " a: tenant") + " } }", Tokens: 1_510, Nodes: 1_510),
        new("fields that conflict through fragments", "{ viewer { " + Repeat(160, i => $"...F{i}") + " } } " + Repeat(160, i => $"fragment F{i} on Viewer {{ a: {(i % 2 == 0 ? "role" : "tenant")} }}"), Tokens: 2_100, Nodes: 1_300),
        new("conflicts as many as are allowed", "{ viewer { " + Repeat(50, _ => "a: role") + Repeat(50, _ => " a: tenant") + " } }", Tokens: 310, Nodes: 310)
            { Code = GraphErrorCodes.Validation, IsValidated = true },
        new("fields that are not there", "{ viewer { " + Repeat(3_990, i => $"tenantRoleRight{i}") + " } }", Tokens: 4_010, Nodes: 11_980)
            { Code = GraphErrorCodes.Validation, IsValidated = true },

        // The variables.
        new("many values", Where, Tokens: 25, Nodes: 12)
            { IsValidated = true, Variables = new { where = new { or = Enumerable.Repeat(new { and = Enumerable.Repeat(new { }, 100) }, 700) } }, Values = 60_001 },
        new("a long list in a variable", Where, Tokens: 25, Nodes: 12)
            { IsValidated = true, Variables = new { where = new { or = Enumerable.Repeat(new { }, 10_001) } }, Values = 2 },
        new("a long list in a variable that nobody declared", "{ __typename }", Tokens: 3, Nodes: 4)
            { IsValidated = true, Variables = new { a = Enumerable.Range(0, 100_000) }, Values = 1 },
        new("a deep variable", Where, Tokens: 25, Nodes: 12)
            { IsValidated = true, Variables = new { where = Enumerable.Range(0, 40).Aggregate((object)new { }, (inner, _) => new { and = inner }) }, Values = 31 },
        new("a long number in a variable", "query($id: ID!) { node(id: $id) { id } }", Tokens: 20, Nodes: 12)
            { IsValidated = true, Code = GraphErrorCodes.BadUserInput, Variables = new { id = JsonElement.Parse(new string('7', 900_000)) }, Values = 1 },

        // What it would read.
        new("pages of pages", "{ resellers(first: 100) { nodes { customers(first: 100) { nodes { subscriptions(first: 100) { nodes { id } } } } } } }", Tokens: 60, Nodes: 25)
            { IsValidated = true },
        new("pages of pages of pages", "{ " + string.Concat(Enumerable.Repeat("subscriptions(first: 100) { nodes { customer { ", 8)) + "name" + string.Concat(Enumerable.Repeat(" } } }", 8)) + " }", Tokens: 120, Nodes: 90)
            { IsValidated = true },
        new("counts of pages", "{ resellers(first: 100) { nodes { customers(first: 100) { nodes { subscriptions { totalCount } } } } } }", Tokens: 50, Nodes: 22)
            { IsValidated = true },
        new("many fields of many objects", "{ resellers(first: 100) { nodes { customers(first: 100) { nodes { " + Repeat(300, i => $"f{i}: name") + " } } } } }", Tokens: 950, Nodes: 920)
            { IsValidated = true },
        new("pages under another name", "{ " + Repeat(100, i => $"a{i}: subscriptions(first: 100) {{ nodes {{ customer {{ subscriptions(first: 100) {{ totalCount }} }} }} }}") + " }", Tokens: 2_700, Nodes: 1_710)
            { IsValidated = true },
        new("sums of a year for everyone", "{ customers(first: 100) { nodes { spend(from: \"2026-01-01\", to: \"2026-12-31\") { groups { cost { value { amount } } listPrice { value { amount } } } } } } }", Tokens: 60, Nodes: 35)
            { IsValidated = true },

        // Introspection.
        new("introspection in circles", "{ __type(name: \"Node\") { possibleTypes { interfaces { possibleTypes { name } } } } }", Tokens: 30, Nodes: 20)
            { IsValidated = true },
        new("introspection under many names", "{ " + Repeat(450, i => $"a{i}: __schema {{ types {{ fields {{ description type {{ kind }} }} }} }}") + " }", Tokens: 7_210, Nodes: 8_110)
            { IsValidated = true },
        new("introspection through fragments", "{ " + Repeat(400, i => $"a{i}: __schema {{ types {{ ...F }} }}") + " } fragment F on __Type { name kind description fields { name } }", Tokens: 4_500, Nodes: 5_620)
            { IsValidated = true },
    ];

    static string Within(int times, string inside) => string.Concat(Enumerable.Repeat("... { ", times)) + inside + new string('}', times);

    static string Repeat(int times, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, times).Select(part));
}
