namespace CspGraph.Engine;

/// <summary>How an engine is set up, and what it allows one request. Every limit is the greatest number that is still allowed.</summary>
public sealed record GraphEngineOptions
{
    /// <summary>Objects on one page.</summary>
    public const int MaxPage = 100;

    /// <summary>Objects on a page whose size is not given.</summary>
    public const int DefaultPage = 25;

    /// <summary>The model annotation that names, on a text column, the companion column by which it is compared and sorted.</summary>
    public required string FoldedByAnnotation { get; init; }

    /// <summary>Brings a client's text to the form of the companion columns.</summary>
    public required Func<string, string> Fold { get; init; }

    /// <summary>What a failure is told as, beside being logged; null for <see cref="GraphErrorCodes.Internal"/>.</summary>
    public Func<Exception, GraphException?> TellFailure { get; init; } = _ => null;

    /// <summary>By which time is measured.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Compiled documents that are kept, as characters of their texts.</summary>
    public int CompiledCharacters { get; init; } = 1_000_000;

    /// <summary>What one operation may cost: each object that it could return costs 1 at least.</summary>
    public int MaxCost { get; init; } = 200_000;

    /// <summary>Objects that a response may hold, counted from the page sizes before anything is read.</summary>
    public int MaxObjects { get; init; } = 200_000;

    /// <summary>Fields of those objects, counted in the same way.</summary>
    public int MaxResponseFields { get; init; } = 2_000_000;

    /// <summary>How long an operation may read, in seconds; beyond, its fields are refused.</summary>
    public int MaxSeconds { get; init; } = 30;

    /// <summary>Characters in a document.</summary>
    public int MaxDocumentLength { get; init; } = 100_000;

    /// <summary>Tokens in a document, comments included.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>Nesting of a document's syntax: selections, values and types; and selections of any kind within each other, fragments spread out.</summary>
    public int MaxSyntaxDepth { get; init; } = 128;

    /// <summary>Fields within fields, fragments spread out.</summary>
    public int MaxDepth { get; init; } = 25;

    /// <summary>Fields that stand in a document.</summary>
    public int MaxDocumentFields { get; init; } = 4_000;

    /// <summary>Selections (fields, fragments and their spreads) of all operations of a document, fragments spread out wherever they are named.</summary>
    public int MaxSelections { get; init; } = 20_000;

    /// <summary>Pairs of fields that share one response key at one place of a document, fragments spread out: validation compares each with each.</summary>
    public int MaxFieldPairs { get; init; } = 5_000;

    /// <summary>Aliases in a document.</summary>
    public int MaxAliases { get; init; } = 500;

    /// <summary>Directives in a document.</summary>
    public int MaxDirectives { get; init; } = 500;

    /// <summary>Directives at one place of a document.</summary>
    public int MaxDirectivesAtOnePlace { get; init; } = 10;

    /// <summary>Fragments that a document defines.</summary>
    public int MaxFragments { get; init; } = 200;

    /// <summary>Places where a document names a fragment.</summary>
    public int MaxFragmentSpreads { get; init; } = 1_000;

    /// <summary>Lists of the schema (fields, interfaces, …) that introspection goes through, one within the other.</summary>
    public int MaxIntrospectionLists { get; init; } = 2;

    /// <summary>Items of any list, in a document or in its variables.</summary>
    public int MaxListItems { get; init; } = 10_000;

    /// <summary>Values (scalars, objects, lists) of all variables together; the document's own are tokens.</summary>
    public int MaxInputValues { get; init; } = 60_000;

    /// <summary>Objects and lists within each other, in an argument or in a variable.</summary>
    public int MaxInputDepth { get; init; } = 30;

    /// <summary>Conditions in one <c>where</c>: operations, references, quantifiers and the items of and/or each count.</summary>
    public int MaxConditions { get; init; } = 100;

    /// <summary>Quantifiers (some, none, all) within each other: each multiplies the rows that are looked at.</summary>
    public int MaxQuantifiers { get; init; } = 3;

    /// <summary>Characters in one text of a <c>where</c>.</summary>
    public int MaxSearchText { get; init; } = 1_000;

    /// <summary>Terms of one <c>order</c>.</summary>
    public int MaxOrderTerms { get; init; } = 5;

    /// <summary>Errors told of one document.</summary>
    public int MaxErrors { get; init; } = 20;
}
