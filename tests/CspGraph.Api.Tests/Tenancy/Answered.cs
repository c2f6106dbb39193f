using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Which fields of which types were answered with a value: what is always null proves nothing.</summary>
sealed class Answered(Sdl sdl)
{
    readonly HashSet<string> fields = [];

    public IReadOnlySet<string> Fields => fields;

    public void Add(Ask ask, string body)
    {
        using var json = JsonDocument.Parse(body);
        var operation = Parser.Parse(ask.Text).Definitions.OfType<GraphQLOperationDefinition>().Single();
        if (json.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object)
            Add(operation.Operation switch { OperationType.Mutation => "Mutation", OperationType.Subscription => "Subscription", _ => "Query" }, operation.SelectionSet, data);
    }

    void Add(string type, GraphQLSelectionSet set, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Add(type, set, item);
            return;
        }
        if (value.ValueKind is not JsonValueKind.Object) return;
        foreach (var selection in set.Selections)
        {
            if (selection is GraphQLInlineFragment fragment && value.GetProperty("__typename").ValueEquals(fragment.TypeCondition!.Type.Name.StringValue))
                Add(fragment.TypeCondition.Type.Name.StringValue, fragment.SelectionSet, value);
            if (selection is not GraphQLField field || field.Name.Value == "__typename") continue;
            var inner = value.GetProperty((field.Alias?.Name ?? field.Name).StringValue);
            if (inner.ValueKind is JsonValueKind.Null || inner.ValueKind is JsonValueKind.Array && inner.GetArrayLength() == 0) continue;
            fields.Add($"{type}.{field.Name.StringValue}");
            if (field.SelectionSet is { } within) Add(Sdl.Target(sdl.Types.Field(type, field.Name.StringValue)), within, inner);
        }
    }
}
