using System.Text.Json;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>Reads the parameters of a GraphQL-over-HTTP request: query, operationName, variables, extensions.</summary>
/// <remarks>Extensions must be an object; none is known yet, so they are checked and left.</remarks>
static class GraphHttpRequest
{
    const string NotWellFormed = "The request's body is not well-formed JSON in UTF-8.";

    public static Attempt<GraphRequest> FromQuery(IQueryCollection parameters)
    {
        foreach (var name in (ReadOnlySpan<string>)["query", "operationName", "variables", "extensions"])
            if (parameters[name].Count > 1) return Refusal.BadRequest($"'{name}' is given more than once.");
        if (parameters["query"] is not [{ Length: > 0 } query])
            return Refusal.BadRequest("'query' is missing.");
        JsonElement? variables = null;
        foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
        {
            if (parameters[name] is not [{ } text]) continue;
            if (ParseMap(text) is not { } map) return Refusal.BadRequest($"'{name}' must be a JSON object.");
            if (name is "variables" && map.ValueKind is JsonValueKind.Object) variables = map;
        }
        return new GraphRequest(query, parameters["operationName"] is [{ Length: > 0 } operation] ? operation : null, variables);
    }

    public static Attempt<GraphRequest> FromBody(ReadOnlyMemory<byte> body)
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

    static Attempt<GraphRequest> FromObject(ref Utf8JsonReader reader)
    {
        string? query = null, operationName = null;
        JsonElement? variables = null;
        var seen = new HashSet<string>();
        string? wrong = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!seen.Add(name))
                wrong ??= $"'{name}' is given more than once.";
            else if (reader.TokenType is JsonTokenType.Null)
                continue;
            else if (name is "query" or "operationName")
            {
                if (reader.TokenType is not JsonTokenType.String) wrong ??= $"'{name}' must be a string.";
                else if (name is "query") query = reader.GetString();
                else operationName = reader.GetString();
            }
            else if (name is "variables" or "extensions" && reader.TokenType is not JsonTokenType.StartObject)
                wrong ??= $"'{name}' must be a JSON object.";
            else if (name is "variables")
            {
                variables = JsonElement.ParseValue(ref reader);
                continue;
            }
            reader.Skip();
        }
        // What stands behind the object is malformed too: the reader throws.
        reader.Read();
        if (wrong is not null) return Refusal.BadRequest(wrong);
        if (string.IsNullOrEmpty(query)) return Refusal.BadRequest("'query' is missing.");
        return new GraphRequest(query, string.IsNullOrEmpty(operationName) ? null : operationName, variables);
    }

    /// <summary>An object or JSON's null; null for anything else.</summary>
    static JsonElement? ParseMap(string json)
    {
        try
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(json);
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
