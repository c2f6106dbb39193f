using CspGraph.Engine.Schema;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>The fields of a selection, as GraphQL collects them: fragments spread, @skip and @include decided, those of one response key together.</summary>
sealed class CollectedFields(GraphSchema schema, GraphQLDocument document, Variables variables)
{
    /// <summary>The fields that are selected of an object of a type, in the order of the document.</summary>
    public IReadOnlyCollection<FieldGroup> Of(IEnumerable<GraphQLSelectionSet?> sets, string typeName)
    {
        var groups = new OrderedDictionary<string, FieldGroup>();
        foreach (var set in sets) Collect(set, typeName, groups, []);
        return groups.Values;
    }

    public GraphQLFragmentDefinition? Fragment(string name) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name.Value == name);

    void Collect(GraphQLSelectionSet? set, string typeName, OrderedDictionary<string, FieldGroup> groups, HashSet<string> visited)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (!Directives.Includes(selection, variables)) continue;
            switch (selection)
            {
                case GraphQLField field:
                    var key = (field.Alias?.Name ?? field.Name).Value.ToString();
                    if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new FieldGroup(key, field));
                    group.Add(field);
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, typeName):
                    Collect(inline.SelectionSet, typeName, groups, visited);
                    break;
                case GraphQLFragmentSpread spread:
                    var name = spread.FragmentName.Name.Value.ToString();
                    if (visited.Add(name) && Fragment(name) is { } fragment && Applies(fragment.TypeCondition, typeName))
                        Collect(fragment.SelectionSet, typeName, groups, visited);
                    break;
            }
        }
    }

    bool Applies(GraphQLTypeCondition? condition, string typeName) => condition is null
        || condition.Type.Name.Value == typeName
        || schema.Types.AllTypes[typeName] is IImplementInterfaces type && type.ResolvedInterfaces.Any(parent => condition.Type.Name.Value == parent.Name);
}
