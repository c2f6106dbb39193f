namespace CspGraph.Api.Host.Transport;

/// <summary>What every answer tells a browser: this is data, to be read by who asked for it and never run, framed or guessed at.</summary>
/// <remarks>A filter of the start, put before ASP.NET's own, so that hosts refused by AllowedHosts are told the same.</remarks>
sealed class SecurityHeaders : IStartupFilter
{
    /// <summary>Where an answer is opened as a page of its own: nothing is loaded, and no page may frame it. The explorer sets another.</summary>
    const string NothingLoaded = "default-src 'none'; frame-ancestors 'none'";

    public static void Add(IServiceCollection services) => services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, SecurityHeaders>());

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.ContentSecurityPolicy = NothingLoaded;
            headers["Referrer-Policy"] = "no-referrer";
            // It forbids embedding (img, script) by other origins. What a script may fetch is decided by CORS alone: browsers do not look at this then.
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return following(http);
        });
        next(app);
    };
}
