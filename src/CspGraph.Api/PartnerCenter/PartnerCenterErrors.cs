using System.Text.Json;
using CspGraph.Api.Host;

namespace CspGraph.Api.PartnerCenter;

/// <summary>What an answer other than 2xx says. Microsoft has several shapes for it, and what stands between may answer with a page.</summary>
static class PartnerCenterErrors
{
    /// <summary>Secrets are taken out, should the answer repeat them.</summary>
    public static PartnerCenterException Of(HttpResponseMessage response, byte[] body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var (code, text) = Read(body);
        foreach (var secret in secrets) (code, text) = (code?.Replace(secret, "…", StringComparison.Ordinal), text?.Replace(secret, "…", StringComparison.Ordinal));
        (code, text) = (PartnerCenterJson.Short(code, PartnerCenterJson.LongestCode), PartnerCenterJson.Short(text, PartnerCenterJson.LongestText));
        var said = (code, text) switch
        {
            (null, null) => "",
            (null, _) => $": {text}",
            (_, null) => $", code {code}",
            _ => $", code {code}: {text}",
        };
        return new($"{PartnerCenterHttp.Name(response.RequestMessage!)} was answered with {(int)response.StatusCode}{said}", response.StatusCode, code, text, response.RetryAfter(now));
    }

    static (string? Code, string? Text) Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    /// <summary>{code, description}, {code, message, errorName}, {statusCode, message}, {error: {code, message}}, and of Entra {error, error_description}.</summary>
    static (string? Code, string? Text) Read(JsonElement error)
    {
        if (error.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object) return Read(inner);
        return (First(error, "code", "error"), First(error, "description", "message", "error_description"));
    }

    static string? First(JsonElement error, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (error.TryGetProperty(name, out var value) && PartnerCenterJson.Text(value) is { Length: > 0 } text) return text;
        return null;
    }
}
