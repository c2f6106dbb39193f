using System.Text.Json.Nodes;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>The chart's values.schema.json, and values that it must refuse, made from it.</summary>
sealed class ValuesSchema
{
    readonly JsonObject root = JsonNode.Parse(Repository.Text($"{Helm.Chart}/values.schema.json"))!.AsObject();

    /// <summary>The server's settings that may be set by their own name, with what each may be.</summary>
    public IEnumerable<(string Name, JsonObject Type)> Settings => Properties(At("settings")).Select(pair => (pair.Key, Resolved(pair.Value!)));

    /// <summary>The names under one, or at the top.</summary>
    public IEnumerable<string> Names(string? of = null) => Properties(of is null ? root : At(of)).Select(pair => pair.Key);

    /// <summary>Values all of which are wrong: <paramref name="wrong"/> of what each may be, or no value for null; and where they are, as the refusal says.</summary>
    public (JsonNode Values, List<string> Places) Wrong(Func<JsonObject, JsonNode?> wrong, bool misspell = false)
    {
        var places = new List<string>();
        return (Make(root, "") ?? new JsonObject(), places);

        JsonNode? Make(JsonObject type, string place)
        {
            if (type["items"] is { } item) return Make(Resolved(item), $"{place}/0") is { } made ? new JsonArray(made) : null;
            if (type["additionalProperties"] is JsonObject any) return Make(Resolved(any), $"{place}/any") is { } made ? new JsonObject { ["any"] = made } : null;
            if (type["properties"] is not null)
            {
                var parts = new JsonObject();
                foreach (var (name, part) in Properties(type))
                    if (Make(Resolved(part!), $"{place}/{name}") is { } made) parts.Add(name, made);
                if (misspell)
                {
                    parts.Add("misspelt", 1);
                    places.Add($"at '{place}': additional properties 'misspelt' not allowed");
                }
                return parts.Count > 0 ? parts : null;
            }
            if (wrong(type) is not { } value) return null;
            places.Add($"at '{place}': ");
            return value;
        }
    }

    JsonObject At(string property) => Resolved(root["properties"]![property]!);

    JsonObject Resolved(JsonNode type) => type["$ref"] is { } name ? root["definitions"]![name.GetValue<string>()["#/definitions/".Length..]]!.AsObject() : type.AsObject();

    static IEnumerable<KeyValuePair<string, JsonNode?>> Properties(JsonObject type) => type["properties"]?.AsObject() ?? [];
}
