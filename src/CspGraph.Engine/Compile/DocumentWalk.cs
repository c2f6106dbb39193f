using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>What stands in a document, as it is written: fragments are not spread.</summary>
static class DocumentWalk
{
    public static IEnumerable<ASTNode> Selections(this GraphQLDocument document) =>
        document.Definitions.OfType<IHasSelectionSetNode>().SelectMany(definition => Selections(definition.SelectionSet));

    static IEnumerable<ASTNode> Selections(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            yield return selection;
            foreach (var inner in Selections((selection as IHasSelectionSetNode)?.SelectionSet)) yield return inner;
        }
    }
}
