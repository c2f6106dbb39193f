namespace CspGraph.Engine.Schema;

/// <summary>Which operations <c>where</c> has for a value, and the input type that holds them.</summary>
static class FilterOperations
{
    const string NegatedMatchNull = " Rows without a value match.";

    static readonly (string Name, bool List, string Description)[] Equality =
    [
        ("eq", false, "Is equal; null asks for rows without a value."),
        ("neq", false, "Is not equal." + NegatedMatchNull),
        ("in", true, "Is one of these, null included when it is among them."),
        ("nin", true, "Is none of these." + NegatedMatchNull),
    ];

    static readonly (string Name, bool List, string Description)[] Comparison =
    [
        ("gt", false, "Is greater."), ("ngt", false, "Is not greater; rows without a value do not match."),
        ("gte", false, "Is greater or equal."), ("ngte", false, "Is smaller; rows without a value do not match."),
        ("lt", false, "Is smaller."), ("nlt", false, "Is not smaller; rows without a value do not match."),
        ("lte", false, "Is smaller or equal."), ("nlte", false, "Is greater; rows without a value do not match."),
    ];

    static readonly (string Name, bool List, string Description)[] Text =
    [
        ("contains", false, "Has this text anywhere."), ("ncontains", false, "Does not have this text." + NegatedMatchNull),
        ("startsWith", false, "Starts with this text."), ("nstartsWith", false, "Does not start with this text." + NegatedMatchNull),
        ("endsWith", false, "Ends with this text."), ("nendsWith", false, "Does not end with this text." + NegatedMatchNull),
    ];

    public static (string Name, bool List, string Description)[] Of(string scalar, bool isEnum) => scalar switch
    {
        "String" => [.. Equality, .. Text],
        "Int" or "Long" or "Float" or "Decimal" or "DateTime" or "Date" => [.. Equality, .. Comparison],
        "ID" or "UUID" or "Boolean" or "CountryCode" or "CurrencyCode" => Equality,
        _ when isEnum => Equality,
        _ => throw new NotSupportedException($"{scalar} has no filter operations."),
    };

    /// <summary>What one use of an operation weighs.</summary>
    public static int Weight(string operation) => Array.Exists(Text, text => text.Name == operation) ? CostWeights.TextSearch : CostWeights.Condition;

    public static string InputName(string scalar) => scalar switch
    {
        "ID" => "IdOperationFilterInput",
        "UUID" => "UuidOperationFilterInput",
        _ => scalar + "OperationFilterInput",
    };

    public static string ListInputName(string type) => $"ListFilterInputTypeOf{type}FilterInput";
}
