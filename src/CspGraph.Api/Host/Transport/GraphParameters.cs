using System.Security.Cryptography;
using System.Text.Json;

namespace CspGraph.Api.Host.Transport;

/// <summary>The parameters of a GraphQL-over-HTTP request, as they were sent.</summary>
/// <param name="Query">The document's text; null when only its id is given.</param>
/// <param name="DocumentId">By which id the document is known: one that was made when the client was built, or <see cref="HashPrefix"/> and the text's SHA-256 in hexadecimal digits.</param>
/// <param name="OperationName">Which operation of the document.</param>
/// <param name="Variables">A JSON object, or null for none.</param>
sealed record GraphParameters(string? Query, string? DocumentId, string? OperationName, JsonElement? Variables)
{
    /// <summary>The prefix that GraphQL-over-HTTP gives to an id that can be computed from the text. A hash in Apollo's extension is read as such an id.</summary>
    public const string HashPrefix = "sha256:";

    /// <summary>Whether an id is of the form of such a one: what is longer is looked for nowhere.</summary>
    public static bool IsHash(string id) => id.Length == HashPrefix.Length + 2 * SHA256.HashSizeInBytes && id.StartsWith(HashPrefix, StringComparison.Ordinal);
}
