using System.Globalization;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Limits;

/// <summary>What an operation costs, computed as a client would: from the published schema's directives, the document and its variables. Shares no code with the engine.</summary>
sealed class SdlCost
{
    const int LargestPage = 100;
    const int IntrospectedField = 100;

    readonly SdlTypes types;
    readonly GraphQLDocument document;
    readonly Dictionary<string, JsonElement> variables = [];

    public SdlCost(SdlTypes types, string document, JsonElement variables)
    {
        this.types = types;
        this.document = Parser.Parse(document);
        foreach (var defined in Operation.Variables?.Items ?? [])
            if (defined.DefaultValue is { } value) this.variables[defined.Variable.Name.StringValue] = Plain(value);
        if (variables.ValueKind is JsonValueKind.Object)
            foreach (var given in variables.EnumerateObject()) this.variables[given.Name] = given.Value;
    }

    GraphQLOperationDefinition Operation => document.Definitions.OfType<GraphQLOperationDefinition>().Single();

    public long OfOperation() => Fields(Operation.Operation is OperationType.Mutation ? "Mutation" : "Query", [Operation.SelectionSet], []);

    long Fields(string type, IEnumerable<GraphQLSelectionSet> sets, Dictionary<string, int> sizes) =>
        Collect(type, sets).GroupBy(field => (field.Alias?.Name ?? field.Name).StringValue).Sum(group => Field(type, [.. group], sizes));

    long Field(string type, IReadOnlyList<GraphQLField> merged, Dictionary<string, int> sizes)
    {
        var (field, sets) = (merged[0], merged.Where(field => field.SelectionSet is not null).Select(field => field.SelectionSet!).ToList());
        var name = field.Name.StringValue;
        if (name == "__typename") return 0;
        if (name.StartsWith("__", StringComparison.Ordinal)) return IntrospectedField * (1 + sets.Sum(Introspected));
        var definition = types.Field(type, name);
        var (target, isList) = SdlTypes.Target(definition.Type!);
        var own = OwnSize(definition, field);
        var sized = SdlTypes.Names(definition, "sizedFields");
        var inner = sized.Count == 0 ? [] : sized.ToDictionary(list => list, _ => own!.Value);
        var objects = !isList ? 1 : sizes.TryGetValue(name, out var given) ? given : sized.Count == 0 && own is { } size ? size : 1;
        var each = types.IsComposite(target) ? types.PossibleTypes(target).Max(possible => types.TypeWeight(possible) + Fields(possible, sets, inner)) : 0;
        return types.Weight(definition, definition.Type!) + Arguments(definition, field) + objects * each;
    }

    int? OwnSize(GraphQLFieldDefinition definition, GraphQLField field)
    {
        var slicing = SdlTypes.Names(definition, "slicingArguments");
        var sizes = (field.Arguments?.Items ?? []).Where(argument => slicing.Contains(argument.Name.StringValue))
            .Select(argument => Plain(argument.Value)).Where(value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            .Select(value => value.ValueKind switch
            {
                JsonValueKind.Array => Math.Min(value.GetArrayLength(), LargestPage),
                JsonValueKind.Number => value.GetDouble() is >= 1 and <= LargestPage and var size ? (int)size : LargestPage,
                _ => 1,
            }).ToList();
        return sizes.Count > 0 ? sizes.Max() : SdlTypes.Number(definition, "assumedSize");
    }

    long Arguments(GraphQLFieldDefinition definition, GraphQLField field) => (field.Arguments?.Items ?? []).Sum(given =>
    {
        var argument = definition.Arguments!.Items.Find(argument => argument.Name.Value == given.Name.Value)!;
        return types.Weight(argument, argument.Type) + Within(SdlTypes.Target(argument.Type).Name, Plain(given.Value));
    });

    /// <summary>The fields of input objects, wherever they are in a value.</summary>
    long Within(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Sum(item => Within(type, item)),
        JsonValueKind.Object => value.EnumerateObject().Sum(given => types.InputField(type, given.Name) is var field
            ? types.Weight(field, field.Type) + Within(SdlTypes.Target(field.Type).Name, given.Value) : 0),
        _ => 0,
    };

    IEnumerable<GraphQLField> Collect(string type, IEnumerable<GraphQLSelectionSet> sets) => sets.SelectMany(set => set.Selections).Where(IsIncluded).SelectMany(selection => selection switch
    {
        GraphQLField field => [field],
        GraphQLInlineFragment inline when inline.TypeCondition is null || types.Fits(type, inline.TypeCondition.Type.Name.StringValue) => Collect(type, [inline.SelectionSet]),
        GraphQLFragmentSpread spread when Fragment(spread) is var fragment && types.Fits(type, fragment.TypeCondition.Type.Name.StringValue) => Collect(type, [fragment.SelectionSet]),
        _ => [],
    });

    bool IsIncluded(ASTNode selection) => (((IHasDirectivesNode)selection).Directives?.Items ?? []).All(directive =>
        Plain(directive.Arguments!.Items[0].Value).GetBoolean() == (directive.Name.Value == "include"));

    long Introspected(GraphQLSelectionSet? set) => (set?.Selections ?? []).Sum(selection => selection switch
    {
        GraphQLField field => 1 + Introspected(field.SelectionSet),
        GraphQLFragmentSpread spread => Introspected(Fragment(spread).SelectionSet),
        _ => Introspected(((GraphQLInlineFragment)selection).SelectionSet),
    });

    GraphQLFragmentDefinition Fragment(GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().Single(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    /// <summary>A value of the document, its variables filled in; undefined for a variable without one.</summary>
    JsonElement Plain(GraphQLValue value) => value switch
    {
        GraphQLVariable variable => variables.GetValueOrDefault(variable.Name.StringValue),
        GraphQLListValue list => JsonSerializer.SerializeToElement((list.Values ?? []).Select(item => Plain(item) is { ValueKind: not JsonValueKind.Undefined } given ? given : default(JsonElement?))),
        GraphQLObjectValue given => JsonSerializer.SerializeToElement((given.Fields ?? []).ToDictionary(field => field.Name.StringValue,
            field => Plain(field.Value) is { ValueKind: not JsonValueKind.Undefined } inner ? inner : default(JsonElement?))),
        GraphQLIntValue number => JsonSerializer.SerializeToElement(double.Parse(number.Value.Span, NumberStyles.Float, CultureInfo.InvariantCulture)),
        GraphQLBooleanValue flag => JsonSerializer.SerializeToElement(flag.BoolValue),
        GraphQLNullValue => JsonSerializer.SerializeToElement<object?>(null),
        _ => JsonSerializer.SerializeToElement("text"),
    };
}
