namespace CspGraph.Engine;

/// <summary>How an engine is set up.</summary>
public sealed class GraphEngineOptions
{
    /// <summary>The model annotation that names, on a text column, the companion column by which it is compared and sorted.</summary>
    public required string FoldedByAnnotation { get; init; }

    /// <summary>Brings a client's text to the form of the companion columns.</summary>
    public required Func<string, string> Fold { get; init; }

    /// <summary>Documents and plans kept compiled.</summary>
    public int CompiledDocuments { get; init; } = 2_000;

    /// <summary>Characters in a document.</summary>
    public int MaxDocumentLength { get; init; } = 100_000;

    /// <summary>Nesting of a document's syntax.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Fields of an operation, fragments spread out.</summary>
    public int MaxFields { get; init; } = 20_000;

    /// <summary>Objects that a response may hold, counted from the page sizes before anything is read.</summary>
    public int MaxObjects { get; init; } = 200_000;
}
