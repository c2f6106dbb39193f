using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Host.Telemetry;

/// <summary>A collector of OpenTelemetry's protocol over HTTP: it takes everything, and keeps the bytes.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<(string Path, string Text)> taken = [];

    Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.app.Map("/{**path}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            collector.taken.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All that was sent to a path. Texts stand in it as they are.</summary>
    public string Taken(string path) => string.Concat(taken.Where(sent => sent.Path == path).Select(sent => sent.Text));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
