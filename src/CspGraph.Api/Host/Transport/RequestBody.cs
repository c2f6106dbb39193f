using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CspGraph.Api.Host.Transport;

/// <summary>Reads a JSON body whole, up to a limit.</summary>
static class RequestBody
{
    public static async Task<Attempt<byte[]>> ReadJsonAsync(this HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (!IsJson(request)) return Refusal.UnsupportedMediaType();
        if (request.ContentLength > maxBytes) return Refusal.TooLarge(maxBytes);
        // The limit is counted here, so that its answer is ours whatever the server's own limit is.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server) server.MaxRequestBodySize = null;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await request.BodyReader.ReadAsync(cancellation);
            }
            catch (IOException broken) when (broken is not (BadHttpRequestException or ConnectionResetException))
            {
                // A chunk whose size no number holds is none of the server's bad requests.
                return Refusal.BadRequest("The request's body is broken.");
            }
            if (read.Buffer.Length > maxBytes) return Refusal.TooLarge(maxBytes);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || ResponseMediaType.IsUtf8(type.Charset))
        && request.Headers.ContentEncoding is [] or ["identity"];
}
