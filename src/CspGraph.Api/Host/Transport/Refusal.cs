using System.Globalization;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>Why a request is refused before there is an operation to run.</summary>
sealed record Refusal(int Status, string Code, string Message)
{
    /// <summary>The value of the Allow header, which every 405 must carry.</summary>
    public string? Allow { get; init; }

    /// <summary>Seconds after which the same request may be taken.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>By which the cause is found in the log, where it is no fault of the request's.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The request is well-formed, so that clients of the older media type expect the status 200.</summary>
    public bool IsWellFormed { get; init; }

    public static Refusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, TransportErrorCodes.BadRequest, message);

    public static Refusal SubscriptionByHttp() => BadRequest("A subscription is asked over WebSocket or with Accept: text/event-stream.");

    public static Refusal PersistedDocumentNotFound() => new(
        StatusCodes.Status400BadRequest, TransportErrorCodes.PersistedDocumentNotFound, "No document of this id is known here.")
    { IsWellFormed = true };

    /// <summary>By this very message Apollo's clients know that they are to send the text.</summary>
    public static Refusal AutomaticDocumentNotFound() => PersistedDocumentNotFound() with { Message = "PersistedQueryNotFound" };

    public static Refusal PersistedDocumentRequired() => new(
        StatusCodes.Status400BadRequest, TransportErrorCodes.PersistedDocumentRequired, "Only documents that are persisted here are taken: name one by its id.")
    { IsWellFormed = true };

    public static Refusal TokenMissing() => NotAuthenticated("A bearer token is needed in the Authorization header.");

    /// <summary>One answer for whatever is wrong with a credential.</summary>
    public static Refusal TokenInvalid() => NotAuthenticated("The bearer token is invalid or has expired.");

    /// <summary>What could judge the token is not there.</summary>
    public static Refusal TokenUndecided(string correlationId, TimeSpan pause) => new(StatusCodes.Status503ServiceUnavailable, GraphErrorCodes.Internal, "Tokens cannot be checked now.")
    {
        CorrelationId = correlationId,
        RetryAfter = (int)pause.TotalSeconds,
    };

    /// <summary>The process is about to end: another one takes the client.</summary>
    public static Refusal Stopping(string correlationId) => new(StatusCodes.Status503ServiceUnavailable, GraphErrorCodes.Internal, "The server is about to stop.")
    {
        CorrelationId = correlationId,
        RetryAfter = 1,
    };

    static Refusal NotAuthenticated(string message) => new(StatusCodes.Status401Unauthorized, TransportErrorCodes.NotAuthenticated, message);

    public static Refusal NotAuthorized(string message) => new(StatusCodes.Status403Forbidden, GraphErrorCodes.NotAuthorized, message);

    public static Refusal HttpsRequired() => new(
        StatusCodes.Status403Forbidden, TransportErrorCodes.HttpsRequired, "HTTPS is needed here. A token that was sent without it may have been read on its way: have it replaced.");

    public static Refusal NotFound(string message) => new(StatusCodes.Status404NotFound, TransportErrorCodes.NotFound, message);

    public static Refusal MethodNotAllowed(string message, string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, TransportErrorCodes.MethodNotAllowed, message) { Allow = allow };

    public static Refusal NotAcceptable() => new(
        StatusCodes.Status406NotAcceptable, TransportErrorCodes.NotAcceptable,
        $"Accept must allow {ResponseMediaType.GraphQLResponse} or {ResponseMediaType.Json}, in UTF-8.");

    public static Refusal TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, TransportErrorCodes.RequestTooLarge, $"The request's body is larger than {maxBytes} bytes.");

    public static Refusal UnsupportedMediaType(string message = "Content-Type must be application/json in UTF-8, without a Content-Encoding.") => new(
        StatusCodes.Status415UnsupportedMediaType, TransportErrorCodes.UnsupportedMediaType, message);

    public static Refusal Silent(TimeSpan silence) => new(
        StatusCodes.Status408RequestTimeout, TransportErrorCodes.BadRequest, $"Nothing more of the body came for {silence.TotalSeconds:0} s.");

    public static Refusal RateLimited(string message, int retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, TransportErrorCodes.RateLimited, message) { RetryAfter = retryAfter };

    public GraphError Error => new(Code, Message, CorrelationId: CorrelationId);

    public Task WriteAsync(HttpContext http)
    {
        if (Allow is not null) http.Response.Headers.Allow = Allow;
        if (RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Status is StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        var chosen = ResponseMediaType.Choose(http.Request.Headers.Accept);
        var mediaType = chosen ?? ResponseMediaType.Json;
        // With 200 a client of event streams would take it for one.
        return http.Response.WriteErrorsAsync(IsWellFormed && chosen is not null ? ResponseMediaType.StatusOfRequestError(Status, mediaType) : Status, mediaType, [Error]);
    }
}
