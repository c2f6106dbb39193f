using System.Text.Json;

namespace CspGraph.Engine;

/// <summary>What a client sent: the parameters of a GraphQL-over-HTTP request.</summary>
/// <param name="Query">The document's text.</param>
/// <param name="OperationName">Which operation of the document; may be null when it has one.</param>
/// <param name="Variables">A JSON object, or null for none.</param>
public sealed record GraphRequest(string Query, string? OperationName = null, JsonElement? Variables = null)
{
    /// <summary>The same document where it is compiled already; null to look for <see cref="Query"/> among the compiled texts.</summary>
    public GraphDocument? Document { get; init; }

    /// <summary>False: __schema and __type are refused, and no error suggests a name of the schema.</summary>
    public bool MayIntrospect { get; init; } = true;

    /// <summary>By which this request's failures are found in the log; null to have one made for each failure.</summary>
    public string? CorrelationId { get; init; }
}
