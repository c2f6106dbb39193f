using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>What a document comes to when fragments are spread out wherever they are named. Each fragment is measured once, however often it is named.</summary>
/// <remarks>The rules of validation and the planner follow spreads: a short document can name fragments that double, or contain, themselves.</remarks>
sealed class SpreadDocument(GraphQLDocument document, GraphEngineOptions limits, DocumentWork work)
{
    static readonly Size BeingMeasured = new(-1, -1);

    readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .DistinctBy(fragment => fragment.FragmentName.Name.StringValue).ToDictionary(fragment => fragment.FragmentName.Name.StringValue);
    readonly Dictionary<string, Size> known = [];

    /// <summary>The first fragment that contains itself; null when none does.</summary>
    /// <exception cref="GraphException">COST_EXCEEDED: the operations select more, or deeper, than allowed.</exception>
    public GraphError? Check()
    {
        GraphError? cycle = null;
        foreach (var name in fragments.Keys) OfFragment(name, at: null, ref cycle);
        if (cycle is not null) return cycle;
        var selections = 0L;
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var size = Of(operation.SelectionSet, ref cycle);
            selections = Extent.Sum(selections, size.Selections);
            if (size.Depth > limits.MaxDepth) throw new GraphException(GraphErrorCodes.CostExceeded, $"The operation has more than {limits.MaxDepth} fields within each other.");
            if (selections > limits.MaxSelections) throw new GraphException(GraphErrorCodes.CostExceeded, $"The document selects more than {limits.MaxSelections} fields, fragments spread out.");
        }
        return null;
    }

    Size Of(GraphQLSelectionSet? set, ref GraphError? cycle)
    {
        var sum = default(Size);
        foreach (var selection in set?.Selections ?? [])
        {
            work.Nodes++;
            var inner = selection is GraphQLFragmentSpread spread
                ? OfFragment(spread.FragmentName.Name.StringValue, spread, ref cycle)
                : Of((selection as IHasSelectionSetNode)?.SelectionSet, ref cycle);
            sum = new(Extent.Sum(sum.Selections, Extent.Sum(1, inner.Selections)), Math.Max(sum.Depth, inner.Depth + (selection is GraphQLField ? 1 : 0)));
        }
        return sum;
    }

    /// <summary>A fragment that is not there is a matter of validation.</summary>
    Size OfFragment(string name, GraphQLFragmentSpread? at, ref GraphError? cycle)
    {
        if (known.TryGetValue(name, out var size))
        {
            if (size != BeingMeasured) return size;
            cycle ??= Cycle(name, at!);
            return default;
        }
        if (!fragments.TryGetValue(name, out var fragment)) return default;
        known[name] = BeingMeasured;
        return known[name] = Of(fragment.SelectionSet, ref cycle);
    }

    GraphError Cycle(string name, GraphQLFragmentSpread at)
    {
        var place = Location.FromLinearPosition(document.Source, at.Location.Start);
        return new GraphError(GraphErrorCodes.Validation, $"Fragment '{name}' contains itself.", [(place.Line, place.Column)]);
    }

    /// <param name="Selections">Fields, inline fragments and spreads.</param>
    /// <param name="Depth">Fields within fields.</param>
    readonly record struct Size(long Selections, int Depth);
}
