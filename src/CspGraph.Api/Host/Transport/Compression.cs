using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace CspGraph.Api.Host.Transport;

/// <summary>Brotli and gzip for answers in JSON and the schema's file, where a client accepts them.</summary>
/// <remarks>
/// Over HTTPS too: the length of a compressed answer tells something only of secrets that stand in it beside what an attacker
/// chose, in many answers (BREACH), and none is: tokens are sent, never answered, an API key is answered once, and there are no cookies.
/// </remarks>
static class Compression
{
    /// <summary>Bytes below which an answer fits into a packet or two anyhow.</summary>
    public const int MinBytes = 1024;

    public static void AddCompression(this IServiceCollection services)
    {
        // Both providers compress at the fastest level unless they are told otherwise.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [ResponseMediaType.Json, ResponseMediaType.GraphQLResponse, SchemaEndpoint.MediaType];
        });
        services.AddSingleton<IResponseCompressionProvider, LargeOnly>();
    }

    sealed class LargeOnly(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
    {
        public override bool ShouldCompressResponse(HttpContext context) => !(context.Response.ContentLength < MinBytes) && base.ShouldCompressResponse(context);
    }
}
