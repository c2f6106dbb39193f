using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>What a document comes to when fragments are spread out wherever they are named.</summary>
/// <remarks>The rules of validation and the planner follow spreads: a short document can name fragments that double, or contain, themselves.</remarks>
sealed class SpreadDocument(GraphQLDocument document, GraphEngineOptions limits, DocumentWork work)
{
    static readonly Size BeingMeasured = new(-1, -1, -1);

    readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .DistinctBy(fragment => fragment.FragmentName.Name.StringValue).ToDictionary(fragment => fragment.FragmentName.Name.StringValue);
    readonly Dictionary<string, Size> known = [];
    readonly HashSet<string> named = [];
    GraphError? cycle;

    /// <summary>The first fragment that contains itself; null when none does.</summary>
    /// <exception cref="GraphException">COST_EXCEEDED: there are more selections, deeper ones, or more of one response key, than allowed.</exception>
    public GraphError? Check()
    {
        foreach (var name in fragments.Keys) OfFragment(name, at: null, outside: 0);
        if (cycle is not null) return cycle;
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().Select(operation => operation.SelectionSet).ToList();
        var selections = 0L;
        foreach (var set in operations) Add(Of(set, outside: 0));
        // What nobody names is refused by validation, but its rules go through it first.
        foreach (var (name, fragment) in fragments)
            if (!named.Contains(name)) Add(known[name]);
        new FieldPairs(fragments, limits, work).Check(operations.Concat(fragments.Where(fragment => !named.Contains(fragment.Key)).Select(fragment => fragment.Value.SelectionSet)));
        return null;

        void Add(Size size)
        {
            selections = Extent.Sum(selections, size.Selections);
            if (size.Depth > limits.MaxDepth) throw new GraphException(GraphErrorCodes.CostExceeded, $"The operation has more than {limits.MaxDepth} fields within each other.");
            if (selections > limits.MaxSelections) throw new GraphException(GraphErrorCodes.CostExceeded, $"The document selects more than {limits.MaxSelections} fields, fragments spread out.");
        }
    }

    /// <param name="set">What is selected.</param>
    /// <param name="outside">How many selections this walk is within already. What was measured before is not walked again, so it is held against the limit from inside, too.</param>
    Size Of(GraphQLSelectionSet? set, int outside)
    {
        var sum = default(Size);
        foreach (var selection in set?.Selections ?? [])
        {
            work.Nodes++;
            Hold(outside + 1);
            var inner = selection is GraphQLFragmentSpread spread
                ? OfFragment(spread.FragmentName.Name.StringValue, spread, outside + 1)
                : Of((selection as IHasSelectionSetNode)?.SelectionSet, outside + 1);
            Hold(inner.Nesting + 1);
            sum = new(
                Extent.Sum(sum.Selections, Extent.Sum(1, inner.Selections)),
                Math.Max(sum.Depth, inner.Depth + (selection is GraphQLField ? 1 : 0)),
                Math.Max(sum.Nesting, inner.Nesting + 1));
        }
        return sum;
    }

    /// <summary>Validation and planning call themselves for each selection within another, whatever it is: too many would end the process.</summary>
    void Hold(int nesting)
    {
        if (nesting > limits.MaxSyntaxDepth)
            throw new GraphException(GraphErrorCodes.CostExceeded, $"The document is nested deeper than {limits.MaxSyntaxDepth}, fragments spread out.");
    }

    /// <summary>Each fragment is measured once, however often it is named. One that is not there is a matter of validation.</summary>
    Size OfFragment(string name, GraphQLFragmentSpread? at, int outside)
    {
        if (at is not null) named.Add(name);
        if (known.TryGetValue(name, out var size))
        {
            if (size != BeingMeasured) return size;
            cycle ??= Cycle(name, at!);
            return default;
        }
        if (!fragments.TryGetValue(name, out var fragment)) return default;
        known[name] = BeingMeasured;
        return known[name] = Of(fragment.SelectionSet, outside);
    }

    GraphError Cycle(string name, GraphQLFragmentSpread at)
    {
        var place = Location.FromLinearPosition(document.Source, at.Location.Start);
        return new GraphError(GraphErrorCodes.Validation, $"Fragment '{name}' contains itself.", [(place.Line, place.Column)]);
    }

    /// <param name="Selections">Fields, inline fragments and spreads.</param>
    /// <param name="Depth">Fields within fields.</param>
    /// <param name="Nesting">Selections of any kind within selections.</param>
    readonly record struct Size(long Selections, int Depth, int Nesting);
}
