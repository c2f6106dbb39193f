using System.Buffers;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>The one way by which an answer with errors and no data is written.</summary>
static class ErrorResponses
{
    /// <summary>All that an answer depends on beside its address. Nobody may store it, and who does so all the same must not mix them up.</summary>
    const string Vary = $"Accept, Accept-Encoding, Authorization, {GraphHttp.CostHeader}, {Viewers.NarrowingHeader}, {Viewers.TenantHeader}";

    public static Task WriteErrorsAsync(this HttpResponse response, int status, IReadOnlyList<GraphError> errors) =>
        response.WriteErrorsAsync(status, ResponseMediaType.Choose(response.HttpContext.Request.Headers.Accept) ?? ResponseMediaType.Json, errors);

    public static Task WriteErrorsAsync(this HttpResponse response, int status, string mediaType, IReadOnlyList<GraphError> errors) =>
        response.WriteErrorsAsync(status, mediaType, new PreparedOperation { Errors = errors }, report: null);

    /// <summary>The errors of an operation that does not run, and what it was foreseen to cost when a report is asked for.</summary>
    public static async Task WriteErrorsAsync(this HttpResponse response, int status, string mediaType, PreparedOperation operation, CostReport? report)
    {
        var body = new ArrayBufferWriter<byte>();
        ErrorResponse.Write(operation, body, report);
        response.Begin(status, mediaType);
        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
    }

    /// <summary>The status line and headers of every GraphQL answer. What a token may see is nobody else's to keep.</summary>
    public static void Begin(this HttpResponse response, int status, string mediaType)
    {
        response.StatusCode = status;
        response.ContentType = ResponseMediaType.ContentType(mediaType);
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = Vary;
    }
}
