using System.Text.Json;
using CspGraph.Api.Host.Transport;

namespace CspGraph.Api.Host.Identity;

/// <summary>What opens a socket: its handshake's headers, and those that its first message brings, as a browser's page can set none.</summary>
/// <remarks>They stand in a request of their own, so that they are judged, limited and looked up as those of any request are.</remarks>
sealed class SocketCredential
{
    static readonly string[] Headers = ["Authorization", Viewers.TenantHeader, Viewers.NarrowingHeader];

    readonly DefaultHttpContext request;
    readonly RequestDelegate authenticate;
    readonly Viewers viewers;
    readonly TimeProvider clock;

    public SocketCredential(HttpContext handshake, RequestDelegate authenticate, Viewers viewers, TimeProvider clock)
    {
        (this.authenticate, this.viewers, this.clock) = (authenticate, viewers, clock);
        request = new DefaultHttpContext { RequestServices = handshake.RequestServices, TraceIdentifier = handshake.TraceIdentifier };
        request.Connection.RemoteIpAddress = handshake.Connection.RemoteIpAddress;
        foreach (var name in Headers)
            if (handshake.Request.Headers.TryGetValue(name, out var given)) request.Request.Headers[name] = given;
    }

    /// <summary>Whether there is anything to judge.</summary>
    public bool IsGiven => request.Request.Headers.Authorization.Count > 0;

    /// <summary>Takes what the first message brings; its names are headers' names, in any case.</summary>
    /// <exception cref="InvalidMessageException">One of them is no string.</exception>
    public void Take(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty) return;
        foreach (var property in JsonElement.Parse(payload.Span).EnumerateObject())
        {
            if (Array.Find(Headers, name => name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)) is not { } name || property.Value.ValueKind is JsonValueKind.Null) continue;
            request.Request.Headers[name] = property.Value.ValueKind is JsonValueKind.String
                ? property.Value.GetString()
                : throw new InvalidMessageException($"'{name}' must be a string");
        }
    }

    /// <summary>Judges the credential, once. It is no more than good: what it opens is asked for each time.</summary>
    /// <returns>Why the socket is closed; null when the credential is good.</returns>
    public async Task<SocketClose?> JudgeAsync()
    {
        await authenticate(request);
        if (request.User.Identity is { IsAuthenticated: true }) return null;
        if (request.Response.StatusCode == StatusCodes.Status429TooManyRequests) return SocketClose.TooManyRefused;
        return request.Features.Get<EntraUnavailableException>() is null ? SocketClose.Forbidden() : SocketClose.TryAgainLater;
    }

    /// <summary>Who it is now.</summary>
    /// <param name="isPresented">False where it is only looked at again.</param>
    public async Task<Attempt<Caller>> CallerAsync(bool isPresented = true)
    {
        var caller = await viewers.OfAsync(request, isPresented);
        return caller.Succeeded && caller.Value.ExpiresAt <= clock.GetUtcNow().UtcDateTime ? Refusal.TokenInvalid() : caller;
    }
}
