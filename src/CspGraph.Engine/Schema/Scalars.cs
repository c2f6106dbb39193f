using System.Globalization;
using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CspGraph.Engine.Schema;

/// <summary>A scalar that travels as a JSON string (or, where said, a number).</summary>
sealed class TextScalar : ScalarGraphType
{
    readonly Func<string, object?> parse;
    readonly bool takesNumbers;

    TextScalar(string name, string description, Func<string, object?> parse, bool takesNumbers = false)
    {
        Name = name;
        Description = description;
        this.parse = parse;
        this.takesNumbers = takesNumbers;
    }

    public static IEnumerable<ScalarGraphType> All() =>
    [
        new TextScalar("DateTime", "An instant in UTC, as RFC 3339 with Z: 2026-11-23T10:15:00Z. To the millisecond: what is finer in an input is cut off.", Instant),
        new TextScalar("Date", "A calendar day, as RFC 3339: 2026-11-23.",
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null),
        new TextScalar("Decimal", "An exact decimal number, as a string: \"1234.5600\". Numbers are accepted as input.", Number, takesNumbers: true),
        new TextScalar("Long", "A whole number of 64 bits.",
            text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null, takesNumbers: true),
        new TextScalar("UUID", "A UUID, as RFC 9562: 3f2504e0-4f89-41d3-9a0c-0305e82c3301.", text => Guid.TryParseExact(text, "D", out var id) ? id : null),
        new TextScalar("URL", "An absolute URL.", text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null),
        new TextScalar("CountryCode", "A country, as ISO 3166-1 alpha-2: PT.", text => Letters(text, 2)),
        new TextScalar("CurrencyCode", "A currency, as ISO 4217: EUR.", text => Letters(text, 3)),
    ];

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => parse(text) ?? ThrowValueConversionError(value),
        int or long or decimal or double or BigInteger when takesNumbers =>
            parse(Convert.ToString(value, CultureInfo.InvariantCulture)!) ?? ThrowValueConversionError(value),
        _ => ThrowValueConversionError(value),
    };

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => parse(text.Value.ToString()) ?? ThrowLiteralConversionError(value),
        GraphQLIntValue number when takesNumbers => parse(number.Value.ToString()) ?? ThrowLiteralConversionError(value),
        GraphQLFloatValue number when takesNumbers => parse(number.Value.ToString()) ?? ThrowLiteralConversionError(value),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? Serialize(object? value) => value;

    static object? Instant(string text) =>
        text.Length > 19 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.UtcDateTime.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMillisecond))
            : null;

    static object? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    static string? Letters(string text, int length) => text.Length == length && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : null;
}
