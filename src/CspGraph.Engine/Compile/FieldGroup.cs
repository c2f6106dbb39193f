using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>The fields of a document that share one response key, and so are one field of the response.</summary>
sealed class FieldGroup(string key, GraphQLField first)
{
    readonly List<GraphQLSelectionSet> sets = [];

    public string Key { get; } = key;
    public string Name { get; } = first.Name.Value.ToString();

    /// <summary>Stands for all: validation made sure that their arguments are the same.</summary>
    public GraphQLField First { get; } = first;

    public IReadOnlyList<GraphQLSelectionSet> Sets => sets;

    public void Add(GraphQLField field)
    {
        if (field.SelectionSet is { } set) sets.Add(set);
    }

    /// <summary>One field with all that is selected.</summary>
    public GraphQLField Merged() => new(First.Name)
    {
        Alias = First.Alias,
        Arguments = First.Arguments,
        SelectionSet = new GraphQLSelectionSet([.. sets.SelectMany(set => set.Selections)]),
    };
}
