using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Counts the fields that meet under one response key at one place: validation compares each with each, and tells of each pair that conflicts.</summary>
/// <remarks>Fragments must not contain themselves. No field is visited more often than it stands in the document with its fragments spread out.</remarks>
sealed class FieldPairs(IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments, GraphEngineOptions limits, DocumentWork work)
{
    long pairs;

    /// <exception cref="GraphException">COST_EXCEEDED: there are more pairs than allowed.</exception>
    public void Check(IEnumerable<GraphQLSelectionSet> places)
    {
        foreach (var place in places) Check([place]);
    }

    void Check(IReadOnlyList<GraphQLSelectionSet> merged)
    {
        var keys = new Dictionary<string, List<GraphQLField>>();
        var spread = new HashSet<string>();
        foreach (var set in merged) Collect(set, keys, spread);
        foreach (var same in keys.Values)
        {
            pairs += same.Count * (same.Count - 1L) / 2;
            if (pairs > limits.MaxFieldPairs)
                throw new GraphException(GraphErrorCodes.CostExceeded, $"The document has more than {limits.MaxFieldPairs} pairs of fields that share one response key at one place.");
            var inner = same.Where(field => field.SelectionSet is not null).Select(field => field.SelectionSet!).ToList();
            if (inner.Count > 0) Check(inner);
        }
    }

    void Collect(GraphQLSelectionSet set, Dictionary<string, List<GraphQLField>> keys, HashSet<string> spread)
    {
        foreach (var selection in set.Selections)
        {
            work.Nodes++;
            switch (selection)
            {
                case GraphQLField field:
                    var key = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!keys.TryGetValue(key, out var same)) keys.Add(key, same = []);
                    same.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, keys, spread);
                    break;
                case GraphQLFragmentSpread { FragmentName.Name.StringValue: var name } when spread.Add(name) && fragments.TryGetValue(name, out var fragment):
                    Collect(fragment.SelectionSet, keys, spread);
                    break;
            }
        }
    }
}
