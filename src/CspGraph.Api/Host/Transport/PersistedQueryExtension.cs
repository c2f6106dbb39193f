using System.Text.Json;

namespace CspGraph.Api.Host.Transport;

/// <summary>Apollo's <c>persistedQuery: { version: 1, sha256Hash }</c> in a request's extensions.</summary>
static class PersistedQueryExtension
{
    /// <summary>Reads the hash as a document's id.</summary>
    /// <returns>What is wrong, or null. Extensions of other names are left.</returns>
    public static string? Read(JsonElement extensions, ref string? id)
    {
        if (!extensions.TryGetProperty("persistedQuery", out var extension) || extension.ValueKind is JsonValueKind.Null) return null;
        if (extension.ValueKind is not JsonValueKind.Object
            || !extension.TryGetProperty("version", out var version) || version.ValueKind is not JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
            return "'extensions.persistedQuery' must be an object with the version 1.";
        if (!extension.TryGetProperty("sha256Hash", out var hash) || hash.ValueKind is not JsonValueKind.String)
            return "'extensions.persistedQuery.sha256Hash' must be a string.";
        var given = GraphParameters.HashPrefix + hash.GetString();
        if (!string.IsNullOrEmpty(id) && id != given) return GraphHttpRequest.TwoDocuments;
        id = given;
        return null;
    }
}
