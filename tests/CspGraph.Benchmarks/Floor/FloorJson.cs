using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CspGraph.Benchmarks.Floor;

/// <summary>From a column as SQLite keeps it to the schema's form, without an object between them.</summary>
static class FloorJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    const int KeyBytes = 16;
    const int IdCharacters = 23;

    public static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name, Options.Encoder);

    /// <summary>A row's key from a client's id.</summary>
    public static void ReadKey(string id, Span<byte> key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        Base64Url.DecodeFromChars(id, bytes);
        bytes[1..].CopyTo(key);
    }

    public static void WriteId(this Utf8JsonWriter json, JsonEncodedText name, char tag, ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        Span<byte> text = stackalloc byte[IdCharacters];
        bytes[0] = (byte)tag;
        key.CopyTo(bytes[1..]);
        Base64Url.EncodeToUtf8(bytes, text);
        json.WriteString(name, text);
    }

    public static void WriteText(this Utf8JsonWriter json, JsonEncodedText name, FloorStatement row, int column)
    {
        var text = row.Bytes(column);
        // No text has no address, nor has null.
        if (text.IsEmpty && row.IsNull(column)) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    /// <summary>An enum's name of one word.</summary>
    public static void WriteWord(this Utf8JsonWriter json, JsonEncodedText name, FloorStatement row, int column)
    {
        var text = row.Bytes(column);
        if (text.IsEmpty)
        {
            json.WriteNull(name);
            return;
        }
        Span<byte> word = stackalloc byte[text.Length];
        Ascii.ToUpper(text, word, out _);
        json.WriteString(name, word);
    }

    public static void WriteDay(this Utf8JsonWriter json, JsonEncodedText name, FloorStatement row, int column)
    {
        if (row.Number(column) is var number && number == 0)
        {
            json.WriteNull(name);
            return;
        }
        Span<byte> text = stackalloc byte[10];
        DateOnly.FromDayNumber((int)number).TryFormat(text, out _, "o", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    /// <summary>Ten-thousandths, without trailing zeros beyond two places.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, JsonEncodedText name, long stored)
    {
        Span<byte> text = stackalloc byte[24];
        (stored / 10_000m).TryFormat(text, out var length, "0.00##", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    /// <summary>Milliseconds since 1970.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, JsonEncodedText name, long stored)
    {
        Span<byte> text = stackalloc byte[24];
        DateTime.UnixEpoch.AddMilliseconds(stored).TryFormat(text, out var length, stored % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
