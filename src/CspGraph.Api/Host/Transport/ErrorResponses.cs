using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>The one way by which an answer with errors and no data is written.</summary>
static class ErrorResponses
{
    public static Task WriteErrorsAsync(this HttpResponse response, int status, IReadOnlyList<GraphError> errors) =>
        response.WriteErrorsAsync(status, new PreparedOperation { Errors = errors }, report: null);

    /// <summary>The errors of an operation that does not run, and what it was foreseen to cost when a report is asked for.</summary>
    public static async Task WriteErrorsAsync(this HttpResponse response, int status, PreparedOperation operation, CostReport? report)
    {
        response.Begin(status, ResponseMediaType.Choose(response.HttpContext.Request.Headers.Accept) ?? ResponseMediaType.Json);
        ErrorResponse.Write(operation, response.BodyWriter, report);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>The status line and headers of every GraphQL answer. What a token may see is nobody else's to keep.</summary>
    public static void Begin(this HttpResponse response, int status, string mediaType)
    {
        response.StatusCode = status;
        response.ContentType = $"{mediaType}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
    }
}
