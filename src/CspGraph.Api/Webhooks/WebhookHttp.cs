using System.Net;
using System.Net.Http.Headers;
using CspGraph.Api.Host;
using CspGraph.Domain.Webhooks;
using Polly.Timeout;

namespace CspGraph.Api.Webhooks;

/// <summary>What an attempt came to.</summary>
/// <param name="Failure">Why it failed; null when it was taken.</param>
/// <param name="Status">The HTTP status of the answer; null without one.</param>
/// <param name="Response">The answer's beginning, where it failed.</param>
/// <param name="RetryAfter">For how long the other side wants to be left alone.</param>
/// <param name="Duration">How long it took.</param>
sealed record WebhookAttempt(DeliveryFailure? Failure, int? Status, string? Response, TimeSpan? RetryAfter, TimeSpan Duration)
{
    public bool IsTaken => Failure is null;

    /// <summary>Whether the other side has said that it is there no more.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>Sends one message once. Whatever the other side does, it ends in time, and reads no more than a little.</summary>
sealed class WebhookHttp(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>The client by which it is sent: see <see cref="WebhookServices"/>.</summary>
    public const string Client = "Webhooks";

    static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<WebhookAttempt> SendAsync(string url, IReadOnlyList<WebhookHeader> headers, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        try
        {
            using var response = await PostAsync(new Uri(url), headers, body, cancellation);
            var isRedirect = (int)response.StatusCode is >= 300 and < 400;
            return new(response.IsSuccessStatusCode ? null : isRedirect ? DeliveryFailure.Redirected : DeliveryFailure.Refused, (int)response.StatusCode,
                response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(cancellation), response.RetryAfter(clock.GetUtcNow()), clock.GetElapsedTime(began));
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && FailureOf(failure) is { } kind)
        {
            return new(kind, Status: null, Response: null, RetryAfter: null, clock.GetElapsedTime(began));
        }
    }

    async Task<HttpResponseMessage> PostAsync(Uri address, IReadOnlyList<WebhookHeader> headers, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } } };
        foreach (var header in headers) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    static DeliveryFailure? FailureOf(Exception failure) => failure switch
    {
        AddressRefusedException or HttpRequestException { InnerException: AddressRefusedException } => DeliveryFailure.AddressRefused,
        TimeoutRejectedException or OperationCanceledException => DeliveryFailure.TimedOut,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.Unknown } => DeliveryFailure.Unreachable,
        HttpRequestException or UriFormatException or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => DeliveryFailure.ProtocolError,
        IOException => DeliveryFailure.Unreachable,
        _ => null,
    };
}
