using CspGraph.Engine.Schema;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Coerces variables that are scalars or enums and are all given: what most requests send. GraphQL.NET's own coercion goes through the whole document each time.</summary>
sealed class ScalarVariables(GraphSchema schema, GraphQLOperationDefinition operation)
{
    readonly (GraphQLVariableDefinition Definition, string Name, ScalarGraphType? Type)[] variables =
    [
        .. operation.Variables?.Items.Select(variable => (variable, variable.Variable.Name.StringValue, Scalar(schema, variable.Type))) ?? [],
    ];

    /// <summary>The values; null where it takes GraphQL.NET to say what they are, or what is wrong with them.</summary>
    public Variables? Coerce(Inputs inputs)
    {
        if (variables.Length == 0) return Variables.None;
        var values = new Variables();
        foreach (var (definition, name, type) in variables)
        {
            if (type is null || !inputs.TryGetValue(name, out var given) || given is null or System.Collections.IEnumerable and not string) return null;
            try
            {
                values.Add(new Variable(name, definition) { Value = type.ParseValue(given) });
            }
            catch (Exception refused) when (refused is InvalidOperationException or FormatException or OverflowException or ArgumentException)
            {
                return null;
            }
        }
        return values;
    }

    static ScalarGraphType? Scalar(GraphSchema schema, GraphQLType type) => type switch
    {
        GraphQLNonNullType { Type: GraphQLNamedType named } => Scalar(schema, named),
        GraphQLNamedType { Name: var name } => schema.Types.AllTypes[name] as ScalarGraphType,
        _ => null,
    };
}
