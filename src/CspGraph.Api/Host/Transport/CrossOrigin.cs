using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Host.Transport;

/// <summary>Which pages of other origins may ask from a browser: those of the settings, by ASP.NET's CORS; by default none.</summary>
/// <remarks>Never with credentials: there are no cookies, and a page must have a token to send.</remarks>
static class CrossOrigin
{
    const string Key = "Cors:Origins";

    /// <summary>As long as browsers keep a preflight's answer at most (Chromium).</summary>
    static readonly TimeSpan PreflightHolds = TimeSpan.FromHours(2);

    static readonly string[] Methods = ["GET", "POST", "DELETE"];

    /// <summary>Those that requests may carry, but for what any page may send.</summary>
    static readonly string[] RequestHeaders =
    [
        "Authorization", "Content-Type", "Content-Encoding", "Content-Disposition", GraphHttp.CostHeader, "Prefer", ServerSentEvents.LastEventIdHeader,
        "traceparent", "tracestate", CorrelationId.Header, Viewers.NarrowingHeader, Viewers.TenantHeader,
    ];

    static readonly string[] ResponseHeaders = ["Location", "Preference-Applied", "Retry-After", CorrelationId.Header];

    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var origins = (ServerSettings.Texts(builder.Configuration, Key) ?? []).Select(Checked).ToArray();
        builder.Services.AddSingleton(new Allowed(origins));
        if (origins.Length == 0) return;
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins).WithMethods(Methods).WithHeaders(RequestHeaders).WithExposedHeaders(ResponseHeaders).SetPreflightMaxAge(PreflightHolds)));
    }

    public static void UseCrossOrigin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Allowed>().Origins.Length > 0) app.UseCors();
    }

    /// <summary>Whether a socket may be opened. Browsers do not ask before, so a page of another origin is refused here; who sends no origin is no browser.</summary>
    public static bool MayOpenSocket(HttpRequest request)
    {
        if (request.Headers.Origin is not { Count: > 0 } given) return true;
        var origin = given.ToString();
        return origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || request.HttpContext.RequestServices.GetRequiredService<Allowed>().Origins.Contains(origin);
    }

    /// <summary>An origin just as browsers send it: it is compared, not understood.</summary>
    static string Checked(string text)
    {
        if (text.Contains('*'))
            throw new StartRefusedException($"{Key} names '{text}'; a star would let in pages that nobody has looked at: name each origin.");
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && text == Origin(uri)
            ? text
            : throw new StartRefusedException($"{Key} names '{text}'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.");
    }

    static string Origin(Uri uri)
    {
        var host = uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }

    sealed record Allowed(string[] Origins);
}
