using System.Text.Json.Nodes;
using CspGraph.Api.Tests.Limits;
using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What of a schema documents use: read from their text and variables, as a server would, and not from how they were made.</summary>
sealed class Coverage(Sdl sdl)
{
    readonly HashSet<string> used = [];

    public IReadOnlySet<string> Used => used;

    /// <summary>All that can be used: type.field, type.field(argument), input.field, and enum.VALUE of enums that something takes.</summary>
    public IEnumerable<string> All()
    {
        var taken = new HashSet<string>();
        foreach (var type in sdl.Types.All.Values)
        {
            var name = type.Name.StringValue;
            if (type is IHasFieldsDefinitionNode { Fields: { } fields })
                foreach (var field in fields)
                {
                    yield return $"{name}.{field.Name.StringValue}";
                    foreach (var argument in Sdl.Arguments(field))
                    {
                        taken.Add(SdlTypes.Target(argument.Type).Name);
                        yield return $"{name}.{field.Name.StringValue}({argument.Name.StringValue})";
                    }
                }
            if (type is GraphQLInputObjectTypeDefinition)
                foreach (var field in sdl.InputFields(name))
                {
                    taken.Add(SdlTypes.Target(field.Type).Name);
                    yield return $"{name}.{field.Name.StringValue}";
                }
        }
        foreach (var type in taken) foreach (var value in sdl.EnumValues(type)) yield return $"{type}.{value}";
    }

    public void Add(Ask ask)
    {
        var operation = Parser.Parse(ask.Text).Definitions.OfType<GraphQLOperationDefinition>().Single();
        var variables = ask.Variables.DeepClone().AsObject();
        if (ask.Follows is { } cursor) variables[cursor] = "a cursor";
        var root = operation.Operation switch { OperationType.Mutation => "Mutation", OperationType.Subscription => "Subscription", _ => "Query" };
        Add(root, operation.SelectionSet, variables);
    }

    void Add(string type, GraphQLSelectionSet set, JsonObject variables)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is GraphQLInlineFragment fragment) Add(fragment.TypeCondition!.Type.Name.StringValue, fragment.SelectionSet, variables);
            if (selection is not GraphQLField field || field.Name.Value == "__typename") continue;
            var (name, definition) = ($"{type}.{field.Name.StringValue}", sdl.Types.Field(type, field.Name.StringValue));
            used.Add(name);
            foreach (var argument in field.Arguments?.Items ?? [])
            {
                var value = argument.Value is GraphQLVariable variable ? variables[variable.Name.StringValue] : JsonValue.Create("a literal");
                if (value is null) continue;
                used.Add($"{name}({argument.Name.StringValue})");
                Add(SdlTypes.Target(SdlTypes.InputArgument(definition, argument.Name.StringValue).Type).Name, value);
            }
            if (field.SelectionSet is { } inner) Add(Sdl.Target(definition), inner, variables);
        }
    }

    void Add(string type, JsonNode? value)
    {
        switch (value)
        {
            case JsonArray items:
                foreach (var item in items) Add(type, item);
                break;
            case JsonObject given:
                foreach (var (name, inner) in given)
                {
                    used.Add($"{type}.{name}");
                    Add(SdlTypes.Target(sdl.Types.InputField(type, name).Type).Name, inner);
                }
                break;
            case JsonValue text when sdl.EnumValues(type).Contains(text.ToString()):
                used.Add($"{type}.{text}");
                break;
        }
    }
}
