using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The published scalars, restated. A resolver hands over what travels, so nothing is left to serialize.</summary>
sealed class OracleScalar : ScalarGraphType
{
    readonly Func<string, object> read;

    OracleScalar(string name, Func<string, object> read)
    {
        Name = name;
        this.read = read;
    }

    public static IEnumerable<ScalarGraphType> All() =>
    [
        new OracleScalar("DateTime", text => DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()).UtcDateTime),
        new OracleScalar("Date", text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new OracleScalar("Decimal", text => decimal.Parse(text, CultureInfo.InvariantCulture)),
        new OracleScalar("Long", text => long.Parse(text, CultureInfo.InvariantCulture)),
        new OracleScalar("UUID", text => Guid.ParseExact(text, "D")),
        new OracleScalar("URL", text => new Uri(text)),
        new OracleScalar("CountryCode", text => text.ToUpperInvariant()),
        new OracleScalar("CurrencyCode", text => text.ToUpperInvariant()),
    ];

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => read(text.Value.ToString()),
        GraphQLIntValue number => read(number.Value.ToString()),
        GraphQLFloatValue number => read(number.Value.ToString()),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value is null ? null : read(Convert.ToString(value, CultureInfo.InvariantCulture)!);

    public override object? Serialize(object? value) => value;
}
