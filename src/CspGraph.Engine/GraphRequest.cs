using System.Text.Json;

namespace CspGraph.Engine;

/// <summary>What a client sent: the parameters of a GraphQL-over-HTTP request.</summary>
/// <param name="Query">The document's text.</param>
/// <param name="OperationName">Which operation of the document; may be null when it has one.</param>
/// <param name="Variables">A JSON object, or null for none.</param>
public sealed record GraphRequest(string Query, string? OperationName = null, JsonElement? Variables = null);
