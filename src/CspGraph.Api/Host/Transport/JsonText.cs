using System.Text.Json;
using System.Text.Unicode;

namespace CspGraph.Api.Host.Transport;

/// <summary>Finds what the JSON reader would find too late: text that is no text.</summary>
static class JsonText
{
    /// <summary>True when the bytes are UTF-8 and no string in them has half a surrogate pair, which fails only when it is read.</summary>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static bool IsSound(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return true;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
