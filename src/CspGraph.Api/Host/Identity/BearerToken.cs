namespace CspGraph.Api.Host.Identity;

/// <summary>What a request brings in its Authorization header.</summary>
static class BearerToken
{
    const string Prefix = "Bearer ";

    /// <summary>The token, as the header has it; null when there is none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
}
