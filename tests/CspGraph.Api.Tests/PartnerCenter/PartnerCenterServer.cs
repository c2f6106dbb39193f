using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>Stands in for Partner Center, and for Entra where it issues tokens, on a free loopback port. It answers what it was told to, route by route, and keeps what it was asked.</summary>
sealed class PartnerCenterServer : IAsyncDisposable
{
    public const string Validate = "POST /v1/partners/validateresellers";
    public const string Agreement = "GET /v1/compliance/csp/agreementstatus";
    public const string Relationships = "GET /v1/relationships";
    public const string Profile = "GET /v1/profiles/mpn";
    public static readonly string Token = $"POST /{PartnerCenterKit.Tenant.MicrosoftTenantId}/oauth2/v2.0/token";

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, ConcurrentQueue<Scripted>> scripts = [];
    readonly SemaphoreSlim held = new(0);
    int tokens;

    PartnerCenterServer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>In the order they came.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = [];

    /// <summary>All but those for tokens.</summary>
    public IReadOnlyList<Asked> Questions => [.. Requests.Where(request => request.Route != Token)];

    /// <summary>Those for tokens.</summary>
    public IReadOnlyList<Asked> TokenRequests => [.. Requests.Where(request => request.Route == Token)];

    public static async Task<PartnerCenterServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PartnerCenterServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>The next answer of a route. Tokens are issued without: <c>token-1</c> and so on, for an hour.</summary>
    public void Answer(string route, string body, int status = 200, string? retryAfter = null, string? location = null, string mediaType = "application/json") =>
        Script(route, new(status, body, retryAfter, location, mediaType, Holds: false));

    /// <summary>The next request of a route is not answered.</summary>
    public void Hold(string route) => Script(route, new(0, "", null, null, "", Holds: true));

    /// <summary>Ends when a request has come that is not answered.</summary>
    public async Task WhenHeldAsync() => Assert.True(await held.WaitAsync(TimeSpan.FromSeconds(60)));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    void Script(string route, Scripted answer) => scripts.GetOrAdd(route, _ => []).Enqueue(answer);

    async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var asked = new Asked($"{http.Request.Method} {http.Request.Path}", $"{http.Request.QueryString}", await reader.ReadToEndAsync(), http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase));
        Requests.Enqueue(asked);
        var answer = scripts.TryGetValue(asked.Route, out var script) && script.TryDequeue(out var next) ? next
            : asked.Route == Token ? new(200, $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"token-{{Interlocked.Increment(ref tokens)}}"}""", null, null, "application/json", Holds: false)
            : new(418, "Nothing was scripted.", null, null, "text/plain", Holds: false);
        if (answer.Holds)
        {
            held.Release();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.MediaType;
        if (answer.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait;
        if (answer.Location is { } elsewhere) http.Response.Headers.Location = elsewhere;
        await http.Response.WriteAsync(answer.Body);
    }

    sealed record Scripted(int Status, string Body, string? RetryAfter, string? Location, string MediaType, bool Holds);
}

/// <summary>What the server was asked.</summary>
sealed record Asked(string Route, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
