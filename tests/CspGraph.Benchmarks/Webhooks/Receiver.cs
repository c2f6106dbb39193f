using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>Back ends on one loopback port of this process, told apart by their paths.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, RequestDelegate> paths = [];

    Receiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<Receiver> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(http => receiver.paths.TryGetValue(http.Request.Path.Value!, out var answer) ? answer(http) : NowhereAsync(http));
        await receiver.app.StartAsync(cancellation);
        return receiver;
    }

    /// <returns>The address of a new back end.</returns>
    public string Add(string path, RequestDelegate answer)
    {
        paths[path] = answer;
        return Address + path;
    }

    static Task NowhereAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // What is held open on purpose is not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(now.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await app.DisposeAsync();
    }
}
