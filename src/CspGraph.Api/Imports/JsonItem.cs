using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Resellers;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Imports;

/// <summary>The properties of the current item, read by name. The first one that offends is remembered; what is read of it is a default.</summary>
sealed class JsonItem
{
    const int LongestNamed = 60;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly SortedDictionary<string, (JsonTokenType Type, string Text)> properties = new(StringComparer.Ordinal);

    /// <summary>The first offence of the item: the property, empty for the item as a whole, and the reason; null when it has none.</summary>
    public (string Property, string Reason)? Offence { get; private set; }

    /// <summary>Reads the properties of an item.</summary>
    /// <param name="json">One JSON value, well-formed.</param>
    /// <param name="known">The properties that such an item may have.</param>
    public void Load(ReadOnlySpan<byte> json, IReadOnlySet<string> known)
    {
        properties.Clear();
        Offence = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            Offend("", "is not an object");
            return;
        }
        var property = "";
        try
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                property = "";
                property = reader.GetString()!;
                if (!known.Contains(property)) Offend(property.Length > LongestNamed ? property[..LongestNamed] : property, "is not a property of such an item");
                reader.Read();
                var (type, from) = (reader.TokenType, (int)reader.TokenStartIndex);
                var text = type is JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
                reader.Skip();
                if (type is JsonTokenType.StartArray or JsonTokenType.StartObject) text = Strict.GetString(json[from..(int)reader.BytesConsumed]);
                if (!properties.TryAdd(property, (type, text))) Offend(property, "is there twice");
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or DecoderFallbackException)
        {
            Offend(property, "is not UTF-8");
        }
    }

    public void Offend(string property, string reason) => Offence ??= (property, reason);

    /// <summary>The same for items that say the same, in whatever order.</summary>
    public long Fingerprint()
    {
        var all = new StringBuilder();
        foreach (var (name, (type, text)) in properties) all.Append(name).Append('\0').Append((char)type).Append(text.Length).Append('\0').Append(text);
        return BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    /// <summary>Whether the item says of something that there is none.</summary>
    public bool IsNull(string name) => properties.TryGetValue(name, out var property) && property.Type is JsonTokenType.Null;

    public string? Text(string name, int maxBytes)
    {
        if (Raw(name, JsonTokenType.String, "a text") is not { } text) return null;
        if (text.Length > maxBytes || Encoding.UTF8.GetByteCount(text) > maxBytes) return Refuse<string>(name, $"is longer than {maxBytes} bytes");
        if (text.Contains('\0')) return Refuse<string>(name, "contains a NUL character");
        return string.IsNullOrWhiteSpace(text) ? Refuse<string>(name, "is empty") : text.Trim();
    }

    /// <summary>A text that is also kept folded, which may be longer than the text.</summary>
    public string? Name(string name, int maxBytes) =>
        Text(name, maxBytes) is not { } text || Encoding.UTF8.GetByteCount(Domain.Folded.Of(text)) <= 3 * maxBytes ? Text(name, maxBytes) : Refuse<string>(name, $"is longer than {maxBytes} bytes");

    /// <summary>A text that is kept in upper case, which may be longer than the text.</summary>
    public string? Code(string name, int maxBytes) =>
        Text(name, maxBytes) is not { } text || Encoding.UTF8.GetByteCount(text.ToUpperInvariant()) <= maxBytes ? Text(name, maxBytes) : Refuse<string>(name, $"is longer than {maxBytes} bytes");

    public Guid? Id(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty ? id : RefuseValue<Guid>(name, "is not a GUID");

    /// <summary>A PLA ID or a reference: see <see cref="ResellerKeys"/>.</summary>
    public string? Reseller(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : ResellerKeys.Read(text) ?? Refuse<string>(name, "is neither a PLA ID (digits only) nor a reference (up to 64 letters, digits and . _ : -)");

    /// <summary>A partner's id: up to 20 digits.</summary>
    public string? Digits(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : text.Length is > 0 and <= 20 && ResellerKeys.IsPlaId(text) && text.Any(digit => digit is not '0') ? text : Refuse<string>(name, "is not an id of up to 20 digits");

    public DateOnly? Day(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1970 ? day
        : RefuseValue<DateOnly>(name, "is not a day from 1970 on, as 2026-11-01");

    public DateTime? Instant(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : InstantOf(text) ?? RefuseValue<DateTime>(name, "is not an instant from 1970 on, as 2026-11-01T00:00:00Z");

    /// <summary>An instant in UTC, to the millisecond, as it is stored.</summary>
    public static DateTime? InstantOf(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            && instant.Year >= 1970 ? instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond)) : null;

    public int? Seats(string name, int most) => Raw(name, JsonTokenType.Number, "a number") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seats) && seats <= most ? seats
        : RefuseValue<int>(name, $"is not a whole number from 0 to {most}");

    /// <summary>Money: at most four places, so that it is stored as it is.</summary>
    public decimal? Money(string name) => Raw(name, JsonTokenType.Number, "a number") is not { } text ? null
        : text.Length <= 30 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount <= Domain.Pricing.Money.Most && decimal.Round(amount, 4) == amount ? amount
        : RefuseValue<decimal>(name, "is not an amount from 0 on, as 1234.56, of at most four decimal places");

    public bool? Flag(string name)
    {
        if (!properties.TryGetValue(name, out var property)) return null;
        return property.Type is JsonTokenType.True or JsonTokenType.False ? property.Type is JsonTokenType.True : RefuseValue<bool>(name, "is not true or false");
    }

    /// <summary>A value by its name in the schema. To state that a thing is unknown is to state nothing.</summary>
    public TEnum? Value<TEnum>(string name, EnumType<TEnum> values) where TEnum : struct, Enum => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : text is not "UNKNOWN" && values.Find(text) is { } value ? value : RefuseValue<TEnum>(name, "is not one of its values");

    public string? Currency(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : Currencies.IsKnown(text) ? text : Refuse<string>(name, "is not a current ISO 4217 currency");

    public string? Country(string name) => Raw(name, JsonTokenType.String, "a text") is not { } text ? null
        : CspMarkets.RegionOf(text) is not null ? text : Refuse<string>(name, "is not the ISO 3166 alpha-2 code of a CSP market");

    /// <summary>The value, which the item must have.</summary>
    public T Required<T>(string name, T? value) where T : struct => value ?? RefuseValue<T>(name, "is required") ?? default;

    /// <inheritdoc cref="Required{T}(string, T?)"/>
    public string Required(string name, string? value) => value ?? Refuse<string>(name, "is required") ?? "";

    /// <summary>The objects of a list, each read by itself; null when there is no such list. What offends in one is named by its path.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, int most, IReadOnlySet<string> known, Func<JsonItem, T> read)
    {
        if (Raw(name, JsonTokenType.StartArray, "a list") is not { } text) return null;
        using var list = JsonDocument.Parse(text);
        if (list.RootElement.GetArrayLength() > most) return Refuse<IReadOnlyList<T>>(name, $"has more than {most} items");
        return [.. list.RootElement.EnumerateArray().Select((item, i) => Within($"{name}[{i}]", item.GetRawText(), known, read))];
    }

    /// <summary>An object, read by itself; the default when there is none.</summary>
    public T? Object<T>(string name, IReadOnlySet<string> known, Func<JsonItem, T> read) =>
        Raw(name, JsonTokenType.StartObject, "an object") is { } text ? Within(name, text, known, read) : default;

    /// <summary>Says what a property says in one way only, so that items which say the same have one <see cref="Fingerprint"/>.</summary>
    public void Restate(string name, string text)
    {
        if (properties.TryGetValue(name, out var property)) properties[name] = (property.Type, text);
    }

    T Within<T>(string path, string json, IReadOnlySet<string> known, Func<JsonItem, T> read)
    {
        var item = new JsonItem();
        item.Load(Encoding.UTF8.GetBytes(json), known);
        var value = read(item);
        if (item.Offence is var (property, reason)) Offend(property.Length == 0 ? path : $"{path}.{property}", reason);
        return value;
    }

    /// <summary>Null when the item does not have the property, or it is of another type: then that is noted.</summary>
    string? Raw(string name, JsonTokenType type, string what)
    {
        if (!properties.TryGetValue(name, out var property)) return null;
        return property.Type == type ? property.Text : Refuse<string>(name, $"is not {what}");
    }

    T? Refuse<T>(string property, string reason) where T : class
    {
        Offend(property, reason);
        return null;
    }

    T? RefuseValue<T>(string property, string reason) where T : struct
    {
        Offend(property, reason);
        return null;
    }
}
