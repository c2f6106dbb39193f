using System.Text.Json;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Where the next page of a list is.</summary>
/// <param name="Uri">From the root of the API, with its query string.</param>
/// <param name="ContinuationToken">Goes with it as a header; null where the list has none.</param>
sealed record PageLink(string Uri, string? ContinuationToken)
{
    public const string TokenHeader = "MS-ContinuationToken";

    /// <summary>Null on the last page. Of the headers that a link names only the one that pages need is sent.</summary>
    public static PageLink? Next(JsonElement body, string baseUrl)
    {
        if (!body.TryGetProperty("links", out var links) || !links.TryGetProperty("next", out var next) || next.ValueKind is JsonValueKind.Null) return null;
        var token = next.TryGetProperty("headers", out var headers)
            ? headers.EnumerateArray().Where(header => PartnerCenterJson.Optional(header, "key")?.Equals(TokenHeader, StringComparison.OrdinalIgnoreCase) is true)
                .Select(header => PartnerCenterJson.Required(header, "value")).FirstOrDefault()
            : null;
        return new(Rooted(PartnerCenterJson.Required(next, "uri"), baseUrl), token);
    }

    /// <summary>Links leave out the version, or are whole. One to elsewhere would carry the token there.</summary>
    static string Rooted(string uri, string baseUrl)
    {
        if (uri.StartsWith(baseUrl + "/", StringComparison.OrdinalIgnoreCase)) uri = uri[baseUrl.Length..];
        if (!uri.StartsWith('/')) throw new FormatException("The next page is elsewhere.");
        return uri.StartsWith("/v1/", StringComparison.Ordinal) ? uri : "/v1" + uri;
    }
}
