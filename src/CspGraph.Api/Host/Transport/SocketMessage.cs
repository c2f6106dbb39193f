using System.Text.Json;

namespace CspGraph.Api.Host.Transport;

/// <summary>The types of what a client sends.</summary>
enum SocketMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>What a client sent over a socket.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">Of which operation; empty where the type has none.</param>
/// <param name="Payload">A JSON object, as it was sent; empty for none.</param>
readonly record struct SocketMessage(SocketMessageType Type, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>An id goes out again with each event.</summary>
    const int MaxIdCharacters = 256;

    /// <exception cref="InvalidMessageException">It is none; the message says what is wrong.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            if (!JsonText.IsSound(json.Span)) throw Invalid("The message is not well-formed JSON in UTF-8");
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            return reader.TokenType is JsonTokenType.StartObject ? Read(ref reader, json) : throw Invalid("The message must be a JSON object");
        }
        catch (JsonException)
        {
            throw Invalid("The message is not well-formed JSON in UTF-8");
        }
    }

    static SocketMessage Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        string? type = null, id = null;
        ReadOnlyMemory<byte>? payload = null;
        var isNull = false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = Text(ref reader, "type", type);
            else if (reader.ValueTextEquals("id"u8)) id = Text(ref reader, "id", id);
            else if (reader.ValueTextEquals("payload"u8))
            {
                if (payload is not null || isNull) throw Invalid("'payload' is given more than once");
                reader.Read();
                isNull = reader.TokenType is JsonTokenType.Null;
                if (isNull) continue;
                if (reader.TokenType is not JsonTokenType.StartObject) throw Invalid("'payload' must be a JSON object");
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                payload = json[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        // What stands behind the object is malformed too: the reader throws.
        reader.Read();
        var known = type switch
        {
            "connection_init" => SocketMessageType.ConnectionInit,
            "ping" => SocketMessageType.Ping,
            "pong" => SocketMessageType.Pong,
            "subscribe" => SocketMessageType.Subscribe,
            "complete" => SocketMessageType.Complete,
            null => throw Invalid("'type' is missing"),
            _ => throw Invalid($"'type' is none that a client sends: {type}"),
        };
        if (known is SocketMessageType.Subscribe or SocketMessageType.Complete)
        {
            if (string.IsNullOrEmpty(id)) throw Invalid("'id' is missing");
            if (id.Length > MaxIdCharacters) throw Invalid($"'id' is longer than {MaxIdCharacters} characters");
        }
        if (known is SocketMessageType.Subscribe && payload is null) throw Invalid("'payload' is missing");
        return new(known, id ?? "", payload ?? default);
    }

    static string Text(ref Utf8JsonReader reader, string name, string? before)
    {
        if (before is not null) throw Invalid($"'{name}' is given more than once");
        reader.Read();
        return reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw Invalid($"'{name}' must be a string");
    }

    static InvalidMessageException Invalid(string what) => new(what);
}

/// <summary>A client broke the protocol: its socket is closed.</summary>
sealed class InvalidMessageException(string what) : Exception(what);
