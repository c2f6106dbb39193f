using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CspGraph.Api.Host.Transport;

/// <summary>The one id under which a request is found: in its answer, in INTERNAL errors and in every log line written for it.</summary>
/// <remarks>It is the client's own, else the trace's (of a traceparent, or begun here), else a new one.</remarks>
static partial class CorrelationId
{
    public const string Header = "X-Correlation-Id";

    static readonly Func<ILogger, string, IDisposable?> BeginScope = LoggerMessage.DefineScope<string>("CorrelationId:{CorrelationId}");

    public static void UseCorrelationIds(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CorrelationId));
        app.Use(async (http, next) =>
        {
            var id = Of(http.Request);
            http.TraceIdentifier = id;
            http.Response.Headers[Header] = id;
            using (BeginScope(log, id)) await next(http);
        });
    }

    static string Of(HttpRequest request)
    {
        if (request.Headers[Header] is [{ } given] && Sane().IsMatch(given)) return given;
        return (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Sane();
}
