using System.Text.Json;
using Polly.Timeout;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Sends a question to Microsoft, and reads the answer or says in one way why there is none.</summary>
sealed class PartnerCenterHttp(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>The client by which it is sent: see <see cref="PartnerCenterServices"/>.</summary>
    public const string Client = "PartnerCenter";

    /// <param name="request">It is sent again as it is, with its own id, when it is tried again.</param>
    /// <param name="read">May throw when the body is of another shape.</param>
    /// <param name="secrets">What no message may hold.</param>
    /// <param name="cancellation">Ends the waits between attempts too.</param>
    /// <exception cref="PartnerCenterException">There is no answer, or none that can be read.</exception>
    public async Task<T> AskAsync<T>(HttpRequestMessage request, Func<JsonElement, T> read, IEnumerable<string> secrets, CancellationToken cancellation)
    {
        using var response = await SendAsync(request, cancellation);
        // The whole of it is there already: see WholeBodies.
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (!response.IsSuccessStatusCode) throw PartnerCenterErrors.Of(response, body, secrets, clock.GetUtcNow());
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception other) when (other is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PartnerCenterException($"{Name(request)} was answered with {(int)response.StatusCode} and a body of another shape than the documented one", response.StatusCode);
        }
    }

    /// <summary>Which question it was; what is in its query string is left out.</summary>
    public static string Name(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}";

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException || failure is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PartnerCenterException($"{Name(request)} was not answered: {failure.Message}", inner: failure);
        }
    }
}
