namespace CspGraph.Engine;

/// <summary>How an engine is set up.</summary>
public sealed class GraphEngineOptions
{
    /// <summary>Objects on one page.</summary>
    public const int MaxPage = 100;

    /// <summary>The model annotation that names, on a text column, the companion column by which it is compared and sorted.</summary>
    public required string FoldedByAnnotation { get; init; }

    /// <summary>Brings a client's text to the form of the companion columns.</summary>
    public required Func<string, string> Fold { get; init; }

    /// <summary>Compiled documents that are kept, as characters of their texts.</summary>
    public int CompiledCharacters { get; init; } = 1_000_000;

    /// <summary>Characters in a document.</summary>
    public int MaxDocumentLength { get; init; } = 100_000;

    /// <summary>Nesting of a document's syntax.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Fields that stand in a document.</summary>
    public int MaxDocumentFields { get; init; } = 4_000;

    /// <summary>Fields of a document that share one response key: validation compares each with each.</summary>
    public int MaxSameKey { get; init; } = 500;

    /// <summary>Lists of the schema (fields, interfaces, …) that introspection goes through, one within the other.</summary>
    public int MaxIntrospectionLists { get; init; } = 2;

    /// <summary>Fields of an operation, fragments spread out.</summary>
    public int MaxFields { get; init; } = 20_000;

    /// <summary>By which time is measured.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long an operation may read; beyond, its fields are refused.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Objects that a response may hold, counted from the page sizes before anything is read.</summary>
    public int MaxObjects { get; init; } = 200_000;

    /// <summary>Fields of those objects, counted in the same way.</summary>
    public int MaxResponseFields { get; init; } = 2_000_000;
}
