using System.Text;
using System.Text.Json;

namespace CspGraph.Api.Host.Transport;

/// <summary>Reads the parameters of a GraphQL-over-HTTP request from its query string or its body.</summary>
static class GraphHttpRequest
{
    const string NotWellFormed = "The request's body is not well-formed JSON in UTF-8.";
    public const string TwoDocuments = "The request names two documents.";

    /// <summary>The specification's name for a document's id, Relay's, and the older one.</summary>
    static readonly string[] IdNames = ["documentId", "doc_id", "id"];

    static readonly string[] Names = ["query", "operationName", "variables", "extensions", .. IdNames];
    static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    public static Attempt<GraphParameters> FromQuery(IQueryCollection parameters)
    {
        foreach (var name in Names)
            if (parameters[name].Count > 1) return Refusal.BadRequest($"'{name}' is given more than once.");
        string? id = null;
        foreach (var name in IdNames)
            if (Text(name) is { } given && (id ??= given) != given) return Refusal.BadRequest(TwoDocuments);
        JsonElement? variables = null;
        if (parameters["variables"] is [{ } text])
        {
            if (ParseMap(text) is not { } map) return NoObject("variables");
            if (map.ValueKind is JsonValueKind.Object) variables = map;
        }
        if (parameters["extensions"] is [{ } extensions])
        {
            if (ParseMap(extensions) is not { } map) return NoObject("extensions");
            if (map.ValueKind is JsonValueKind.Object && PersistedQueryExtension.Read(map, ref id) is { } wrong) return Refusal.BadRequest(wrong);
        }
        return Parameters(Text("query"), id, Text("operationName"), variables);

        string? Text(string name) => parameters[name] is [{ Length: > 0 } value] ? value : null;
    }

    public static Attempt<GraphParameters> FromBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (!JsonText.IsSound(body.Span)) return Refusal.BadRequest(NotWellFormed);
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray) return Refusal.BadRequest("Batches of requests are not supported: send one request at a time.");
            return reader.TokenType is JsonTokenType.StartObject ? FromObject(ref reader) : Refusal.BadRequest("The request's body must be a JSON object.");
        }
        catch (JsonException)
        {
            return Refusal.BadRequest(NotWellFormed);
        }
    }

    static Attempt<GraphParameters> FromObject(ref Utf8JsonReader reader)
    {
        string? query = null, operationName = null, id = null, wrong = null;
        JsonElement? variables = null, extensions = null;
        var seen = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var number = Number(ref reader);
            reader.Read();
            if (number < 0)
            {
                reader.Skip();
                continue;
            }
            if ((seen & 1 << number) != 0) wrong ??= $"'{Names[number]}' is given more than once.";
            seen |= 1 << number;
            var isMap = Names[number] is "variables" or "extensions";
            if (reader.TokenType is JsonTokenType.Null) continue;
            if (reader.TokenType != (isMap ? JsonTokenType.StartObject : JsonTokenType.String))
            {
                wrong ??= isMap ? $"'{Names[number]}' must be a JSON object." : $"'{Names[number]}' must be a string.";
                reader.Skip();
                continue;
            }
            switch (Names[number])
            {
                case "query": query = reader.GetString(); break;
                case "operationName": operationName = reader.GetString(); break;
                case "variables": variables = JsonElement.ParseValue(ref reader); break;
                case "extensions": extensions = JsonElement.ParseValue(ref reader); break;
                default:
                    var given = reader.GetString()!;
                    if ((id ??= given) != given) wrong ??= TwoDocuments;
                    break;
            }
        }
        // What stands behind the object is malformed too: the reader throws.
        reader.Read();
        if (extensions is { } map) wrong ??= PersistedQueryExtension.Read(map, ref id);
        return wrong is null ? Parameters(query, id, operationName, variables) : Refusal.BadRequest(wrong);
    }

    /// <summary>Which parameter the reader stands on; -1 for one that is none.</summary>
    static int Number(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Utf8Names.Length; i++)
            if (reader.ValueTextEquals(Utf8Names[i])) return i;
        return -1;
    }

    static Attempt<GraphParameters> Parameters(string? query, string? id, string? operationName, JsonElement? variables)
    {
        if (query is { Length: 0 }) query = null;
        if (id is { Length: 0 }) id = null;
        if (query is null && id is null) return Refusal.BadRequest("'query' is missing, and there is no id of a document.");
        return new GraphParameters(query, id, string.IsNullOrEmpty(operationName) ? null : operationName, variables);
    }

    static Refusal NoObject(string name) => Refusal.BadRequest($"'{name}' must be a JSON object.");

    /// <summary>An object or JSON's null; null for anything else.</summary>
    static JsonElement? ParseMap(string json)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            if (!JsonText.IsSound(bytes)) return null;
            var element = JsonElement.Parse(bytes);
            return element.ValueKind is JsonValueKind.Object or JsonValueKind.Null ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
