using CspGraph.Domain;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Whether a row fits a <c>where</c>. Plainly true or false: a row without a value fits every negated equality and text condition, and no ordering one.</summary>
static class OracleFilter
{
    public static bool Fits(OracleType type, object row, object? where, Sight sight) => where is null || Fields(where).All(field => field.Key switch
    {
        "and" => field.Value is null || Items(field.Value).All(item => Fits(type, row, item, sight)),
        "or" => field.Value is null || Items(field.Value) is var items && (items.Count == 0 || items.Exists(item => Fits(type, row, item, sight))),
        var name when type.References.TryGetValue(name, out var reference) =>
            reference.Follow(row, sight) is { } target && Fits(OracleType.Named(reference.Target), target, field.Value, sight),
        var name when type.Connections.TryGetValue(name, out var connection) =>
            FitsList(OracleType.Named(connection.Target), [.. connection.Follow(row, sight)], field.Value!, sight),
        var name => Fields(field.Value!).All(operation => Holds(type.Counts.TryGetValue(name, out var counted) ? counted(row, sight) : type.Column(row, name), operation.Key, operation.Value)),
    });

    static bool FitsList(OracleType type, List<object> rows, object where, Sight sight) => Fields(where).All(field => field.Value is null || field.Key switch
    {
        "some" => rows.Exists(row => Fits(type, row, field.Value, sight)),
        "none" => !rows.Exists(row => Fits(type, row, field.Value, sight)),
        "all" => rows.TrueForAll(row => Fits(type, row, field.Value, sight)),
        "any" => rows.Count > 0 == (bool)field.Value,
        _ => throw new NotSupportedException(field.Key),
    });

    static bool Holds(object? value, string operation, object? asked) => operation switch
    {
        "eq" => Same(value, asked),
        "neq" => !Same(value, asked),
        "in" => Items(asked!).Exists(item => Same(value, item)),
        "nin" => !Items(asked!).Exists(item => Same(value, item)),
        "gt" or "nlte" => Order(value, asked!) > 0,
        "gte" or "nlt" => Order(value, asked!) >= 0,
        "lt" or "ngte" => Order(value, asked!) < 0,
        "lte" or "ngt" => Order(value, asked!) <= 0,
        "contains" => Text(value)?.Contains(Text(asked)!, StringComparison.Ordinal) is true,
        "startsWith" => Text(value)?.StartsWith(Text(asked)!, StringComparison.Ordinal) is true,
        "endsWith" => Text(value)?.EndsWith(Text(asked)!, StringComparison.Ordinal) is true,
        "ncontains" or "nstartsWith" or "nendsWith" => !Holds(value, operation[1..], asked),
        _ => throw new NotSupportedException(operation),
    };

    static bool Same(object? value, object? asked) => (value, asked) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (Enum named, string name) => OracleValue.Name(named) == name,
        (string a, string b) => a == b || Folded.Of(a) == Folded.Of(b),
        (long a, var b) => a == Convert.ToInt64(b),
        var (a, b) => a.Equals(b),
    };

    static int? Order(object? value, object asked) => value is null ? null : OracleValue.Compare(value, asked);

    static string? Text(object? value) => value is string text ? Folded.Of(text) : null;

    static IDictionary<string, object?> Fields(object value) => (IDictionary<string, object?>)value;

    static List<object?> Items(object value) => value is System.Collections.IEnumerable list and not string and not IDictionary<string, object?> ? [.. list.Cast<object?>()] : [value];
}
