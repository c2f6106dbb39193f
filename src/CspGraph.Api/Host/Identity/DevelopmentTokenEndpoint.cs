using System.Text.Json;
using CspGraph.Api.Host.Transport;

namespace CspGraph.Api.Host.Identity;

/// <summary>POST /dev/token: <c>{"tenant","role","reseller"?}</c> → <c>{"accessToken"}</c>. Mapped in Development only.</summary>
static class DevelopmentTokenEndpoint
{
    public static async Task AnswerAsync(HttpContext http, DevelopmentTokens tokens)
    {
        var token = await MakeAsync(http, tokens);
        if (token.Succeeded) await http.Response.WriteAsJsonAsync(new { accessToken = token.Value }, http.RequestAborted);
        else await token.Refusal.WriteAsync(http);
    }

    static async Task<Attempt<string>> MakeAsync(HttpContext http, DevelopmentTokens tokens)
    {
        var body = await DevelopmentWish.ReadAsync(http.Request, http.RequestAborted);
        if (!body.Succeeded) return body.Refusal;
        using var document = body.Value;
        var wish = document.RootElement;
        if (Text(wish, "tenant") is not { } tenant) return Refusal.BadRequest("'tenant' is missing, or no string.");
        if (Text(wish, "role") is not { } role) return Refusal.BadRequest("'role' is missing, or no string.");
        if (wish.TryGetProperty("reseller", out var reseller) && reseller.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return Refusal.BadRequest("'reseller' must be a string.");
        return await tokens.MakeAsync(tenant, role, Text(wish, "reseller"), http.RequestAborted);
    }

    static string? Text(JsonElement wish, string name) =>
        wish.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
