using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A committed document: <c>Name.graphql</c>, and <c>Name.variables.json</c> when it has variables.</summary>
/// <remarks>
/// In the variables <c>{ "idOf": "Reseller Alfa" }</c> stands for an id of the network, and <c>{ "endCursorOf": { … } }</c> or <c>{ "startCursorOf": { … } }</c>
/// for the cursor that the document itself gives with those variables.
/// </remarks>
sealed record ReadDocument(string Name, string Text, JsonObject Given)
{
    public static readonly string Folder = Path.GetDirectoryName(ThisFile())!;

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. Names];

    /// <summary>Whether a page starts or ends at a cursor.</summary>
    public bool HasCursor => Given.Any(variable => variable.Value is JsonObject value && (value.ContainsKey("endCursorOf") || value.ContainsKey("startCursorOf")));

    public static ReadDocument Read(string name)
    {
        var variables = Path.Combine(Folder, name + ".variables.json");
        return new ReadDocument(name, File.ReadAllText(Path.Combine(Folder, name + ".graphql")),
            File.Exists(variables) ? JsonNode.Parse(File.ReadAllText(variables))!.AsObject() : []);
    }

    /// <summary>The document with as many root objects as asked for; a page at a cursor has no levels below, and stays as it is.</summary>
    public ReadDocument WithFirst(int first)
    {
        var given = Given.DeepClone().AsObject();
        if (given.ContainsKey("first") && !HasCursor) given["first"] = first;
        return this with { Given = given };
    }

    /// <summary>The variables as a client of this network would send them.</summary>
    public Task<JsonElement> VariablesAsync(ReadDatabase database, ReadNetwork network, Viewer viewer) => VariablesAsync(Given, database, network, viewer);

    async Task<JsonElement> VariablesAsync(JsonObject given, ReadDatabase database, ReadNetwork network, Viewer viewer)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in given)
            variables[name] = value switch
            {
                JsonObject cursor when cursor["endCursorOf"] is JsonObject page => await CursorAsync("endCursor", page),
                JsonObject cursor when cursor["startCursorOf"] is JsonObject page => await CursorAsync("startCursor", page),
                _ => WithIds(value, network),
            };
        return JsonSerializer.SerializeToElement(variables);

        async Task<JsonNode?> CursorAsync(string kind, JsonObject page)
        {
            var answer = await database.AnswerAsync(Text, await VariablesAsync(page, database, network, viewer), viewer);
            return Find(JsonNode.Parse(answer)!, kind)?.DeepClone() ?? throw new InvalidOperationException($"{Name} gives no {kind}: {answer}");
        }
    }

    static JsonNode? WithIds(JsonNode? value, ReadNetwork network) => value switch
    {
        JsonObject { Count: 1 } id when id["idOf"] is { } name => network.IdOf(name.GetValue<string>()),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, WithIds(field.Value, network)))),
        JsonArray items => new JsonArray([.. items.Select(item => WithIds(item, network))]),
        _ => value?.DeepClone(),
    };

    /// <summary>The first value of a name, outer objects first.</summary>
    static JsonNode? Find(JsonNode node, string name) => node switch
    {
        JsonObject fields => fields[name] ?? fields.Select(field => field.Value is null ? null : Find(field.Value, name)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => item is null ? null : Find(item, name)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    static string ThisFile([CallerFilePath] string path = "") => path;
}
