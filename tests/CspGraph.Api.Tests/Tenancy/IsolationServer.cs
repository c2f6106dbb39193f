using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The real server on a world, with all that it writes to its log.</summary>
sealed class IsolationServer : IAsyncDisposable
{
    /// <summary>Documents are compiled once for all servers of the product: what is seen is never compiled into them.</summary>
    static GraphEngine<CspGraphDb, Viewer>? compiled;

    readonly ConcurrentDictionary<Onlooker, Task<string>> tokens = new();
    readonly TestServer server;
    readonly LogLines log = new();

    IsolationServer(TestServer server, World world) => (this.server, World) = (server, world);

    public World World { get; }
    public TestServer Server => server;

    /// <param name="world">What is served.</param>
    /// <param name="like">A server whose compiled documents are used again; null for those of the product.</param>
    /// <param name="change">What this server has otherwise than the product, on its database.</param>
    /// <param name="settings">Configuration arguments.</param>
    public static async Task<IsolationServer> StartAsync(World world, IsolationServer? like = null, Action<WebApplicationBuilder, TestDatabase>? change = null, params string[] settings)
    {
        var started = new IsolationServer(await TestServer.CreateAsync(world.CreateAsync), world);
        await started.server.RunAsync(builder =>
        {
            builder.Logging.ClearProviders().AddProvider(started.log);
            if ((like?.Engine ?? (change is null ? compiled : null)) is { } engine) builder.Services.AddSingleton(engine);
            change?.Invoke(builder, started.server.Data);
        }, ["--Logging:LogLevel:Default=Trace", "--GraphQL:Budget:ClientCapacity=2000000000", "--GraphQL:Budget:TenantCapacity=2000000000", "--Events:RetentionDays=3650", .. settings]);
        if (change is null) compiled ??= started.Engine;
        return started;
    }

    GraphEngine<CspGraphDb, Viewer> Engine => server.Services.GetRequiredService<GraphEngine<CspGraphDb, Viewer>>();

    /// <summary>Sends a request. The same number in another world makes a response of the same headers.</summary>
    public Task<Told> AskAsync(Onlooker onlooker, Ask ask, int number, JsonObject? variables = null, bool withCost = false)
    {
        var body = new JsonObject { ["query"] = ask.Text, ["variables"] = (variables ?? ask.Variables).DeepClone() };
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (withCost) request.Headers.Add("GraphQL-Cost", "report");
        return SendAsync(onlooker, request, number);
    }

    public async Task<Told> SendAsync(Onlooker onlooker, HttpRequestMessage request, int number)
    {
        using var response = await BeginAsync(onlooker, request, number, HttpCompletionOption.ResponseContentRead);
        return Of(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Follows a subscription until the event of a cursor has come, or the server ends it. The body is that of one answer with all that came.</summary>
    public async Task<Told> FollowAsync(Onlooker onlooker, Ask ask, int number, JsonObject variables, string? until)
    {
        var body = new JsonObject { ["query"] = ask.Text, ["variables"] = variables.DeepClone() };
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("text/event-stream");
        // By turns the place is given as the transport gives it: it holds where both are given.
        if (number % 2 == 0) request.Headers.Add("Last-Event-ID", EventCursor.Start);
        using var response = await BeginAsync(onlooker, request, number, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") return Of(response, await response.Content.ReadAsStringAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        var (events, errors, cursor) = (new JsonArray(), new JsonArray(), "");
        while (await reader.ReadLineAsync(limit.Token) is { } line and not "event: complete")
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) cursor = line[4..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            var result = JsonNode.Parse(line[6..])!.AsObject();
            events.Add(new JsonObject { ["id"] = cursor, ["shown"] = result["data"]?.DeepClone() });
            foreach (var error in result["errors"]?.AsArray() ?? []) errors.Add(error!.DeepClone());
            if (cursor == until) break;
        }
        var all = new JsonObject { ["data"] = events };
        if (errors.Count > 0) all["errors"] = errors;
        return Of(response, all.ToJsonString());
    }

    async Task<HttpResponseMessage> BeginAsync(Onlooker onlooker, HttpRequestMessage request, int number, HttpCompletionOption completion)
    {
        request.Headers.Authorization = new("Bearer", await tokens.GetOrAdd(onlooker, TokenAsync));
        if (onlooker.Narrowed is { } narrowed) request.Headers.Add(Viewers.NarrowingHeader, ResellerOf(onlooker.Tenant, narrowed).ToString());
        request.Headers.Add("X-Correlation-Id", number.ToString(CultureInfo.InvariantCulture));
        return await server.Http.SendAsync(request, completion);
    }

    Told Of(HttpResponseMessage response, string body)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return new((int)response.StatusCode, string.Join('\n', headers), body, log.Take());
    }

    /// <summary>All that is stored now.</summary>
    public Task<IReadOnlyList<StoredRow>> RowsAsync() => StoredRows.ReadAsync(World.Model, server.Database);

    public Guid ResellerOf(int tenant, Zone zone) => KeyOf(typeof(Reseller), new(tenant, zone, 0));

    /// <summary>The global id of a row.</summary>
    public string IdOf(Type entity, Place place) => new NodeId(ProductSchema.Types(TimeProvider.System).OfType<EntityType>().Single(type => type.ClrType == entity).IdTag!.Value, KeyOf(entity, place)).ToString();

    Guid KeyOf(Type entity, Place place) => (Guid)World.Rows.Value(World.Model.FindEntityType(entity)!.FindProperty(EntityType.Key)!, place)!;

    Task<string> TokenAsync(Onlooker onlooker)
    {
        if (onlooker.HasKey) return Task.FromResult(FixedCells.Secret(onlooker.Key, isOther: false));
        var slug = (string)World.Rows.Value(World.Model.FindEntityType(typeof(Tenant))!.FindProperty(nameof(Tenant.Slug))!, new(onlooker.Tenant, Zone.Whole, 0))!;
        return server.TokenAsync(onlooker.Role, onlooker.Scope is { } scope ? ResellerOf(onlooker.Tenant, scope) : null, slug);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

/// <summary>All that a response told, and what the log told meanwhile.</summary>
sealed record Told(int Status, string Headers, string Body, IReadOnlyList<string> Log);

/// <summary>Every line of every level, with its values and exceptions.</summary>
sealed class LogLines : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> lines = new();

    /// <summary>What was written since it was asked last.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (lines.TryDequeue(out var line)) taken.Add(line);
        return taken;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose()
    {
    }
}
