namespace CspGraph.Engine;

/// <summary>One entry of a response's <c>errors</c>.</summary>
/// <param name="Code">A public code, listed in schema/errors.md; becomes <c>extensions.code</c>.</param>
/// <param name="Message">What is wrong, for the client's developer.</param>
/// <param name="Locations">Where in the document, 1-based.</param>
/// <param name="Path">Response keys and indexes down to the failed field; null for an error of the whole request.</param>
/// <param name="CorrelationId">For <see cref="GraphErrorCodes.Internal"/>: what to look for in the server's log.</param>
public sealed record GraphError(
    string Code,
    string Message,
    IReadOnlyList<(int Line, int Column)>? Locations = null,
    IReadOnlyList<object>? Path = null,
    string? CorrelationId = null)
{
    /// <summary>What else a program needs to go on, by name, beside the code; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Extensions { get; init; }

    /// <summary>A refusal as an error.</summary>
    /// <param name="refused">What was refused.</param>
    /// <param name="path">Where; null for the whole request.</param>
    public static GraphError Of(GraphException refused, IReadOnlyList<object>? path = null) => new(refused.Code, refused.Message, Path: path) { Extensions = refused.Extensions };

    /// <summary>What the language layer puts before the names it found similar.</summary>
    const string Suggestion = " Did you mean ";

    /// <summary>The same error, without names that the client did not write.</summary>
    internal GraphError WithoutSuggestion() =>
        Message.IndexOf(Suggestion, StringComparison.Ordinal) is >= 0 and var start ? this with { Message = Message[..start] } : this;
}

/// <summary>The engine's public error codes.</summary>
public static class GraphErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string Syntax = "GRAPHQL_PARSE_FAILED";
    /// <summary>The document does not fit the schema.</summary>
    public const string Validation = "GRAPHQL_VALIDATION_FAILED";
    /// <summary>A variable or argument has a value the schema does not allow, or the operation cannot be chosen.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";
    /// <summary>The operation could return more than a response may hold.</summary>
    public const string CostExceeded = "COST_EXCEEDED";
    /// <summary>The cursor was made for other arguments, another viewer, or not here, or it was altered.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";
    /// <summary>The viewer may not do this.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
    /// <summary>Something failed here; the correlation id finds it in the log.</summary>
    public const string Internal = "INTERNAL";
}

/// <summary>Fails the field that is being executed with an error of its own.</summary>
public sealed class GraphException(string code, string message) : Exception(message)
{
    /// <summary>One of the public codes.</summary>
    public string Code { get; } = code;

    /// <summary>What else a program needs to go on, by name; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Extensions { get; init; }
}
