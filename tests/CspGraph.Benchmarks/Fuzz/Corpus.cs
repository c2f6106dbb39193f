using System.Text.RegularExpressions;
using CspGraph.Api.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>What is valid, to begin with: the committed operations and read tests with their variables, some changes and subscriptions, the sample files, and every name of the schema.</summary>
sealed partial class Corpus
{
    static readonly (string, string)[] Others =
    [
        ("""mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id name } errors { code message field } } }""", """{"input":{"name":"fuzz","rights":["READ"],"idempotencyKey":"f"}}"""),
        ("""mutation($input: SetBudgetInput!) { setBudget(input: $input) { customer { budget { amount } } errors { code field } } }""", """{"input":{"customer":"CAA","amount":"100.5","currency":"EUR","thresholds":[50,80],"dryRun":true}}"""),
        ("""mutation { moveReseller(input: { reseller: "RAA", parent: null, dryRun: true }) { gained { reseller { name } } errors { code } } }""", "{}"),
        ("""mutation { createWebhook(input: { name: "f", url: "http://127.0.0.1:9/", topics: [RENEWAL_DUE], document: "subscription { events { id } }" }) { webhook { id } errors { code } } }""", "{}"),
        ("""mutation { placeOrder(input: { customer: "CAA", lines: [{ product: "CFQ7TTC0LF8S", sku: "0001", quantity: 5 }] }) { errors { code } } }""", "{}"),
        ("""subscription($after: String) { events(after: $after, kinds: [API_KEY_CREATED]) { id cursor kind } }""", """{"after":null}"""),
        ("""{ __schema { types { name fields(includeDeprecated: true) { name args { name type { name kind ofType { name } } } } } } __type(name: "Reseller") { name } }""", "{}"),
        ("""query A { viewer { tenant limits { maxCost } } } query B { nodes(ids: ["RAA", "CAA"]) { id __typename } }""", "{}"),
        ("""{ resellers(where: { and: [{ name: { startsWith: "A" } }, { or: [{ country: { in: ["PT"] } }, { customers: { some: { name: { contains: "%_" } } } }] }] }) { totalCount } }""", "{}"),
    ];

    public static readonly string[] Kinds = ["license-reconciliation", "daily-usage", "price-sheet", "network"];

    public IReadOnlyList<(string Document, string Variables)> Documents { get; } = [.. Files("operations").Concat(Files("documents")), .. Others];

    public IReadOnlyList<byte[]> Samples { get; } = [.. Kinds.Select(kind => File.ReadAllBytes(Directory.GetFiles(Folder("samples"), kind + ".*").Single()))];

    public IReadOnlyList<string> Names { get; } = [.. Name().Matches(ProductSchema.CreateEngine(NullLogger.Instance).Sdl).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    static IEnumerable<(string, string)> Files(string folder) => Directory.GetFiles(Folder(folder), "*.graphql").Order(StringComparer.Ordinal)
        .Select(file => (File.ReadAllText(file), Path.ChangeExtension(file, ".variables.json") is var variables && File.Exists(variables) ? File.ReadAllText(variables) : "{}"));

    static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    [GeneratedRegex("[_A-Za-z][_0-9A-Za-z]*")]
    private static partial Regex Name();
}
