using Microsoft.Extensions.FileProviders;

namespace CspGraph.Api.Host;

/// <summary>The in-browser explorer (GraphiQL, served from wwwroot/explorer). Mapped in Development only.</summary>
static class Explorer
{
    // Nothing is loaded from elsewhere; GraphiQL's editor sets styles and draws with data URLs.
    const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'";

    public static void MapExplorer(this WebApplication app)
    {
        var folder = Path.Combine(app.Environment.WebRootPath ?? "", "explorer");
        if (!Directory.Exists(folder)) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            RequestPath = "/explorer",
            OnPrepareResponse = file => file.Context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy,
        });
        app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return Results.File(Path.Combine(folder, "index.html"), "text/html; charset=utf-8");
        });
    }
}
