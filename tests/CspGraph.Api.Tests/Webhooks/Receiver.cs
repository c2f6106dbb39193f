using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>A back end on a free loopback port: it keeps what it is sent, path by path, and answers 204 unless it was told otherwise.</summary>
sealed class Receiver : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, Channel<Received>> paths = [];
    readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> scripts = [];
    readonly ConcurrentDictionary<string, int> counts = [];

    Receiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.AnswerAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>How the next request to a path is answered.</summary>
    public void Answer(string path, RequestDelegate answer) => scripts.GetOrAdd(path, _ => []).Enqueue(answer);

    /// <summary>With a status, and a header.</summary>
    public void Answer(string path, int status, string? header = null, string? value = null, string body = "") => Answer(path, async http =>
    {
        http.Response.StatusCode = status;
        if (header is not null) http.Response.Headers[header] = value;
        await http.Response.WriteAsync(body);
    });

    /// <summary>The next that comes to a path.</summary>
    public async Task<Received> NextAsync(string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Of(path).Reader.ReadAsync(patience.Token);
    }

    /// <summary>So many that come to a path next.</summary>
    public async Task<IReadOnlyList<Received>> NextAsync(string path, int count)
    {
        var received = new List<Received>();
        while (received.Count < count) received.Add(await NextAsync(path));
        return received;
    }

    /// <summary>What has come to a path, and was not asked for.</summary>
    public IReadOnlyList<Received> Rest(string path)
    {
        var received = new List<Received>();
        while (Of(path).Reader.TryRead(out var next)) received.Add(next);
        return received;
    }

    /// <summary>How many have come to a path, whether they were asked for or not.</summary>
    public int Count(string path) => counts.GetValueOrDefault(path);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    Channel<Received> Of(string path) => paths.GetOrAdd(path, _ => Channel.CreateUnbounded<Received>());

    async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        counts.AddOrUpdate(path, 1, (_, count) => count + 1);
        Of(path).Writer.TryWrite(new(http.Request.Method, http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase), body.ToArray()));
        if (scripts.TryGetValue(path, out var script) && script.TryDequeue(out var answer)) await answer(http);
        else http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>What a back end was sent.</summary>
sealed record Received(string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json => JsonElement.Parse(Body);

    public JsonElement Data => Json.GetProperty("data");
}
