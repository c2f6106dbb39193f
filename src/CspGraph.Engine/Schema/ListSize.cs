namespace CspGraph.Engine.Schema;

/// <summary>How many objects a field's lists hold at most: what <c>@listSize</c> tells.</summary>
/// <param name="Assumed">The size where no argument gives one; null where one always does.</param>
/// <param name="SlicingArguments">Arguments that give the size.</param>
/// <param name="SizedFields">The lists, when they are fields of the object that is returned; empty when the field is the list.</param>
sealed record ListSize(int? Assumed, IReadOnlyList<string> SlicingArguments, IReadOnlyList<string> SizedFields)
{
    /// <summary>What an argument can give at most: a larger size is refused.</summary>
    public int Most { get; private init; } = GraphEngineOptions.MaxPage;

    /// <summary>A page of a connection.</summary>
    public static readonly ListSize Page = new(GraphEngineOptions.DefaultPage, ["first", "last"], ["edges", "nodes"]);

    /// <summary>As many as an argument has items, up to a number.</summary>
    public static ListSize Of(string argument, int most = GraphEngineOptions.MaxPage) => new(Assumed: null, [argument], []) { Most = most };

    /// <summary>Up to a number.</summary>
    public static ListSize UpTo(int items, params string[] lists) => new(items, [], lists);
}
