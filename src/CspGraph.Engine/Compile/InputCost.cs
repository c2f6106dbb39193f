using CspGraph.Engine.Schema;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>What a field's arguments weigh: what stands in the document once and for all, and what its variables hold by their values.</summary>
sealed class InputCost
{
    readonly CostTable costs;
    readonly List<(GraphQLVariable Variable, string Type)> variables = [];
    readonly long literal;

    InputCost(CostTable costs, FieldType definition, GraphQLField field)
    {
        this.costs = costs;
        foreach (var given in field.Arguments?.Items ?? [])
        {
            var argument = definition.Arguments!.Find(given.Name.StringValue)!;
            literal += CostTable.Argument(argument);
            if (CostTable.InputName(argument.ResolvedType!) is { } input) literal += Literal(given.Value, input);
        }
    }

    /// <summary>What the arguments of a field weigh; null when that is nothing, whatever the variables hold.</summary>
    public static InputCost? Of(CostTable costs, FieldType definition, GraphQLField field) =>
        new InputCost(costs, definition, field) is { } input && (input.literal > 0 || input.variables.Count > 0) ? input : null;

    public long Of(Variables values)
    {
        var sum = literal;
        foreach (var (variable, type) in variables)
            if (values.ValueFor(variable.Name.Value, out var given)) sum += costs.Within(type, given.Value);
        return sum;
    }

    long Literal(GraphQLValue value, string type)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                variables.Add((variable, type));
                return 0;
            case GraphQLListValue list:
                return (list.Values ?? []).Sum(item => Literal(item, type));
            case GraphQLObjectValue given:
                return (given.Fields ?? []).Sum(part =>
                {
                    var field = costs.Input(type, part.Name.StringValue);
                    return field.Weight + (field.Type is { } inner ? Literal(part.Value, inner) : 0);
                });
            default:
                return 0;
        }
    }
}
