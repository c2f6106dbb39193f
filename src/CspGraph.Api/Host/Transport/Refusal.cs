using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>Why a request is refused before there is an operation to run.</summary>
sealed record Refusal(int Status, string Code, string Message)
{
    /// <summary>The value of the Allow header, which every 405 must carry.</summary>
    public string? Allow { get; init; }

    public static Refusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, TransportErrorCodes.BadRequest, message);

    public static Refusal NotAuthenticated(string message) => new(StatusCodes.Status401Unauthorized, TransportErrorCodes.NotAuthenticated, message);

    public static Refusal NotAuthorized(string message) => new(StatusCodes.Status403Forbidden, GraphErrorCodes.NotAuthorized, message);

    public static Refusal MethodNotAllowed(string message, string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, TransportErrorCodes.MethodNotAllowed, message) { Allow = allow };

    public static Refusal NotAcceptable() => new(
        StatusCodes.Status406NotAcceptable, TransportErrorCodes.NotAcceptable,
        $"Accept must allow {ResponseMediaType.GraphQLResponse} or {ResponseMediaType.Json}, in UTF-8.");

    public static Refusal TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, TransportErrorCodes.RequestTooLarge, $"The request's body is larger than {maxBytes} bytes.");

    public static Refusal UnsupportedMediaType() => new(
        StatusCodes.Status415UnsupportedMediaType, TransportErrorCodes.UnsupportedMediaType,
        "Content-Type must be application/json in UTF-8, without a Content-Encoding.");

    public Task WriteAsync(HttpContext http)
    {
        if (Allow is not null) http.Response.Headers.Allow = Allow;
        if (Status is StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        return http.Response.WriteErrorsAsync(Status, [new GraphError(Code, Message)]);
    }
}
