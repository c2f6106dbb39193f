using CspGraph.Data;
using CspGraph.Engine;
using Microsoft.AspNetCore.Connections;

namespace CspGraph.Api.Host.Transport;

/// <summary>Turns what nobody foresaw into INTERNAL with a correlation id; the detail goes to the log only.</summary>
sealed partial class UnexpectedErrors(RequestDelegate next, ILogger<UnexpectedErrors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception gone) when (gone is ConnectionResetException || gone is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is there to be answered.
        }
        catch (BadHttpRequestException broken) when (!http.Response.HasStarted)
        {
            await http.Response.WriteErrorsAsync(broken.StatusCode, [new GraphError(TransportErrorCodes.BadRequest, "The HTTP request is broken.")]);
        }
        catch (Exception exception)
        {
            Failed(http.Request.Method, http.Request.Path, http.TraceIdentifier, exception);
            // Half an answer cannot be taken back: the broken connection tells the client.
            if (http.Response.HasStarted || http.Response.BodyWriter.UnflushedBytes > 0) http.Abort();
            else if (Tell(exception) is { } told) await http.Response.WriteErrorsAsync(StatusCodes.Status507InsufficientStorage, [GraphError.Of(told) with { CorrelationId = http.TraceIdentifier }]);
            else await http.Response.WriteErrorsAsync(StatusCodes.Status500InternalServerError, [Internal(http.TraceIdentifier)]);
        }
    }

    /// <summary>What a failure is told as that whoever runs the server can mend; null for INTERNAL.</summary>
    public static GraphException? Tell(Exception failure) => failure.IsDatabaseFull()
        ? new(TransportErrorCodes.DatabaseFull, "The database is full: nothing was written.")
        : null;

    static GraphError Internal(string correlationId) =>
        new(GraphErrorCodes.Internal, "Something failed here.", CorrelationId: correlationId);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed ({CorrelationId}).")]
    partial void Failed(string method, string path, string correlationId, Exception exception);
}
