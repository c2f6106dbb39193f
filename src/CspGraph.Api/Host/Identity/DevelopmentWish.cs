using System.Text.Json;
using CspGraph.Api.Host.Transport;

namespace CspGraph.Api.Host.Identity;

/// <summary>The JSON object that is sent to what is there in Development only.</summary>
static class DevelopmentWish
{
    const int MaxBytes = 4096;

    public static async Task<Attempt<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync(MaxBytes, cancellation);
        if (!body.Succeeded) return body.Refusal;
        try
        {
            if (!JsonText.IsSound(body.Value)) return Refusal.BadRequest("The request's body is not well-formed JSON in UTF-8.");
            var wish = JsonDocument.Parse(body.Value);
            return wish.RootElement.ValueKind is JsonValueKind.Object ? wish : Refusal.BadRequest("The request's body must be a JSON object.");
        }
        catch (JsonException)
        {
            return Refusal.BadRequest("The request's body is not well-formed JSON in UTF-8.");
        }
    }
}
