using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Write;

/// <summary>Writes scalars as the schema says they travel.</summary>
static class ScalarWriter
{
    const int DayCharacters = 10;

    /// <summary>A writer for the members of one column, which is no text.</summary>
    public static Delegate For(Type type, char? idTag)
    {
        if (idTag is { } tag) return (Action<Utf8JsonWriter, JsonEncodedText, Guid>)((json, key, id) => Id(json, key, new NodeId(tag, id)));
        if (type == typeof(int)) return (Action<Utf8JsonWriter, JsonEncodedText, int>)((json, key, number) => json.WriteNumber(key, number));
        if (type == typeof(long)) return (Action<Utf8JsonWriter, JsonEncodedText, long>)((json, key, number) => json.WriteNumber(key, number));
        if (type == typeof(bool)) return (Action<Utf8JsonWriter, JsonEncodedText, bool>)((json, key, flag) => json.WriteBoolean(key, flag));
        if (type == typeof(DateOnly)) return (Action<Utf8JsonWriter, JsonEncodedText, DateOnly>)Day;
        if (type == typeof(Guid)) return (Action<Utf8JsonWriter, JsonEncodedText, Guid>)((json, key, id) => json.WriteString(key, id));
        if (type == typeof(decimal)) return Named<decimal>(Decimal);
        if (type == typeof(DateTime)) return Named<DateTime>(Instant);
        if (type.IsEnum) return (Delegate)typeof(ScalarWriter).GetMethod(nameof(Names), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;
        throw new NotSupportedException($"No scalar shows a column of {type.Name}.");
    }

    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case decimal amount: Decimal(json, amount); break;
            case DateTime instant: Instant(json, instant); break;
            case DateOnly day: Day(json, day); break;
            case Guid id: json.WriteStringValue(id); break;
            case NodeId id: json.WriteStringValue(id.ToString()); break;
            case Uri url: json.WriteStringValue(url.AbsoluteUri); break;
            case Enum named: json.WriteStringValue(TypeName.EnumValue(named.ToString())); break;
            default: throw new NotSupportedException($"No scalar shows a {value.GetType().Name}.");
        }
    }

    static Action<Utf8JsonWriter, JsonEncodedText, T> Named<T>(Action<Utf8JsonWriter, T> write) => (json, key, value) =>
    {
        json.WritePropertyName(key);
        write(json, value);
    };

    static Action<Utf8JsonWriter, JsonEncodedText, TEnum> Names<TEnum>() where TEnum : struct, Enum
    {
        var names = Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonEncodedText.Encode(TypeName.EnumValue(value.ToString())));
        return (json, key, value) => json.WriteString(key, names[value]);
    }

    static void Id(Utf8JsonWriter json, JsonEncodedText key, NodeId id)
    {
        Span<byte> text = stackalloc byte[NodeId.Characters];
        id.Write(text);
        json.WriteString(key, text);
    }

    /// <summary>Exact, without trailing zeros beyond two places.</summary>
    static void Decimal(Utf8JsonWriter json, decimal amount)
    {
        Span<char> text = stackalloc char[40];
        amount.TryFormat(text, out var length, "0.00##########################", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    static void Instant(Utf8JsonWriter json, DateTime instant)
    {
        Span<char> text = stackalloc char[28];
        instant.TryFormat(text, out var length, instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    static void Day(Utf8JsonWriter json, DateOnly day)
    {
        Span<byte> text = stackalloc byte[DayCharacters];
        day.TryFormat(text, out _, "o", CultureInfo.InvariantCulture);
        json.WriteStringValue(text);
    }

    static void Day(Utf8JsonWriter json, JsonEncodedText key, DateOnly day)
    {
        Span<byte> text = stackalloc byte[DayCharacters];
        day.TryFormat(text, out _, "o", CultureInfo.InvariantCulture);
        json.WriteString(key, text);
    }
}
