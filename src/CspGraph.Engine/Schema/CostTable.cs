using System.Collections;
using GraphQL;
using GraphQL.Types;

namespace CspGraph.Engine.Schema;

/// <summary>What the schema's elements weigh, read from the directives that are published.</summary>
sealed class CostTable(ISchema schema)
{
    readonly Dictionary<string, Dictionary<string, InputField>> inputs = schema.AllTypes.OfType<IInputObjectGraphType>().ToDictionary(
        type => type.Name,
        type => type.Fields.ToDictionary(field => field.Name, field => new InputField(CostDirectives.WeightOf(field, field.ResolvedType!), InputName(field.ResolvedType!))));

    /// <summary>One object of a type.</summary>
    public int Type(string type) => CostDirectives.WeightOf(schema.AllTypes[type]!, schema.AllTypes[type]!);

    /// <summary>One use of a field.</summary>
    public int Field(string type, string field) => Field(((IComplexGraphType)schema.AllTypes[type]!).Fields.Find(field)!);

    /// <inheritdoc cref="Field(string, string)"/>
    public static int Field(FieldType field) => CostDirectives.WeightOf(field, field.ResolvedType!);

    public static int Argument(QueryArgument argument) => CostDirectives.WeightOf(argument, argument.ResolvedType!);

    /// <summary>The input object that a type is of, or is a list of; null for scalars and enums.</summary>
    public static string? InputName(IGraphType type) => type.GetNamedType() is IInputObjectGraphType input ? input.Name : null;

    public InputField Input(string type, string field) => inputs[type][field];

    /// <summary>What is in a coerced value of an input object type, lists of such included.</summary>
    public long Within(string type, object? value)
    {
        var sum = 0L;
        switch (value)
        {
            case IDictionary<string, object?> given:
                var fields = inputs[type];
                foreach (var (name, inner) in given)
                {
                    var field = fields[name];
                    sum += field.Weight;
                    if (field.Type is { } innerType) sum += Within(innerType, inner);
                }
                break;
            case IEnumerable items and not string:
                foreach (var item in items) sum += Within(type, item);
                break;
        }
        return sum;
    }

    /// <summary>A field of an input object.</summary>
    /// <param name="Weight">What one use weighs.</param>
    /// <param name="Type">The input object it holds; null for a scalar or an enum.</param>
    public sealed record InputField(int Weight, string? Type);
}
