using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Write;

/// <summary>Writes scalars as the schema says they travel.</summary>
static class ScalarWriter
{
    /// <summary>A writer for the values of one column.</summary>
    public static Delegate For(Type type, char? idTag)
    {
        if (idTag is { } tag) return (Action<Utf8JsonWriter, Guid>)((json, id) => json.WriteStringValue(new NodeId(tag, id).ToString()));
        if (type == typeof(string)) return (Action<Utf8JsonWriter, string>)((json, text) => json.WriteStringValue(text));
        if (type == typeof(int)) return (Action<Utf8JsonWriter, int>)((json, number) => json.WriteNumberValue(number));
        if (type == typeof(long)) return (Action<Utf8JsonWriter, long>)((json, number) => json.WriteNumberValue(number));
        if (type == typeof(bool)) return (Action<Utf8JsonWriter, bool>)((json, flag) => json.WriteBooleanValue(flag));
        if (type == typeof(decimal)) return (Action<Utf8JsonWriter, decimal>)Decimal;
        if (type == typeof(DateTime)) return (Action<Utf8JsonWriter, DateTime>)Instant;
        if (type == typeof(DateOnly)) return (Action<Utf8JsonWriter, DateOnly>)Day;
        if (type == typeof(Guid)) return (Action<Utf8JsonWriter, Guid>)((json, id) => json.WriteStringValue(id));
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

    static Action<Utf8JsonWriter, TEnum> Names<TEnum>() where TEnum : struct, Enum
    {
        var names = Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonEncodedText.Encode(TypeName.EnumValue(value.ToString())));
        return (json, value) => json.WriteStringValue(names[value]);
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
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }
}
