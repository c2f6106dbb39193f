using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;

namespace CspGraph.Api.Host.Transport;

/// <summary>Handshakes of WebSockets at /graphql, and what all sockets share.</summary>
/// <remarks>
/// They are let through without a credential, as a browser's page can send none with a handshake: so this stands before authentication.
/// Whose page it is, is looked at instead.
/// </remarks>
sealed class GraphSockets(GraphOperations operations, AnswerPool pool, Viewers viewers, SubscriptionSettings settings, ServerSettings limits, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<GraphSockets> log)
{
    /// <summary>The only one that is spoken: that of the package graphql-ws.</summary>
    public const string Subprotocol = "graphql-transport-ws";

    int count;

    public GraphOperations Operations { get; } = operations;
    public AnswerPool Pool { get; } = pool;
    public SubscriptionSettings Settings { get; } = settings;
    public TimeProvider Clock { get; } = clock;
    public int MaxMessageBytes { get; } = limits.MaxRequestBytes;
    public ILogger Log { get; } = log;

    /// <summary>How many are open now.</summary>
    public int Count => Volatile.Read(ref count);

    /// <param name="http">The handshake.</param>
    /// <param name="authenticate">The way by which requests are authenticated.</param>
    public async Task AcceptAsync(HttpContext http, RequestDelegate authenticate)
    {
        if (Objection(http) is { } refusal)
        {
            await refusal.WriteAsync(http);
            return;
        }
        var isOffered = http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(isOffered ? Subprotocol : null);
        using var connection = new GraphSocket(this, socket, new SocketCredential(http, authenticate, viewers, Clock), http.TraceIdentifier);
        if (!isOffered) connection.Close(SocketClose.SubprotocolNotAcceptable);
        Interlocked.Increment(ref count);
        try
        {
            await connection.RunAsync(lifetime.ApplicationStopping);
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }

    Refusal? Objection(HttpContext http) =>
        !CrossOrigin.MayOpenSocket(http.Request) ? Refusal.NotAuthorized("Pages of this origin may open no socket here.")
        : lifetime.ApplicationStopping.IsCancellationRequested ? Refusal.Stopping(http.TraceIdentifier)
        : null;
}

static class GraphSocketsStart
{
    public static void UseGraphSockets(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SubscriptionSettings>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = settings.KeepAlive, KeepAliveTimeout = settings.KeepAlive });
        var authentication = ((IApplicationBuilder)app).New();
        authentication.UseLimitedAuthentication();
        authentication.Run(_ => Task.CompletedTask);
        var authenticate = authentication.Build();
        var sockets = app.Services.GetRequiredService<GraphSockets>();
        app.Services.GetRequiredService<ProductMeter>().WatchSockets(() => sockets.Count);
        app.Use((http, next) => http.Request.Path == "/graphql" && http.WebSockets.IsWebSocketRequest ? sockets.AcceptAsync(http, authenticate) : next(http));
    }
}
