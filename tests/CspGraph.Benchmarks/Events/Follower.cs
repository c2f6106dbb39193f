using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CspGraph.Benchmarks.Events;

/// <summary>A client that follows a log over one of the two transports, once: it ends with its connection.</summary>
abstract class Follower : IAsyncDisposable
{
    public const string Query = "subscription($after: String) { events(after: $after) { cursor } }";

    /// <summary>Reads results until the connection ends, each as its bytes.</summary>
    /// <param name="next">Told of each.</param>
    /// <param name="cancellation">Ends it from here.</param>
    public abstract Task RunAsync(Action<ReadOnlyMemory<byte>> next, CancellationToken cancellation);

    /// <summary>Cuts the connection without a word.</summary>
    public abstract void Abort();

    public abstract ValueTask DisposeAsync();
}

/// <summary>Over WebSocket.</summary>
sealed class SocketFollower : Follower
{
    readonly ClientWebSocket socket = new();
    readonly byte[] buffer = new byte[16 * 1024];

    /// <summary>Connects, and has its token taken.</summary>
    public static async Task<SocketFollower> ConnectAsync(int port, string token, CancellationToken cancellation)
    {
        var follower = new SocketFollower();
        try
        {
            follower.socket.Options.AddSubProtocol("graphql-transport-ws");
            follower.socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await follower.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/graphql"), cancellation);
            await follower.SendAsync(new { type = "connection_init", payload = new { Authorization = "Bearer " + token } }, cancellation);
            await follower.ReceiveAsync(cancellation);
            return follower;
        }
        catch
        {
            await follower.DisposeAsync();
            throw;
        }
    }

    public Task SubscribeAsync(string query, object? variables, CancellationToken cancellation) =>
        SendAsync(new { id = "1", type = "subscribe", payload = new { query, variables } }, cancellation);

    public override async Task RunAsync(Action<ReadOnlyMemory<byte>> next, CancellationToken cancellation)
    {
        while (await ReceiveAsync(cancellation) is { } message)
        {
            if (message.Span.IndexOf("\"type\":\"next\""u8) >= 0) next(message);
            else if (message.Span.IndexOf("\"type\":\"error\""u8) >= 0) throw new BenchmarkFailedException(Encoding.UTF8.GetString(message.Span));
        }
    }

    /// <summary>Why it was closed.</summary>
    public string Closed => $"{(int?)socket.CloseStatus} {socket.CloseStatusDescription}";

    public override void Abort() => socket.Abort();

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    Task SendAsync(object message, CancellationToken cancellation) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <summary>The next message; null when there are no more.</summary>
    async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (received.MessageType is WebSocketMessageType.Close) return null;
            length += received.Count;
            if (received.EndOfMessage) return buffer.AsMemory(0, length);
        }
    }
}

/// <summary>Over server-sent events.</summary>
sealed class EventSourceFollower : Follower
{
    readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    readonly CancellationTokenSource cut = new();
    HttpResponseMessage? response;

    public static async Task<EventSourceFollower> ConnectAsync(int port, string token, string query, string lastEventId, CancellationToken cancellation)
    {
        var follower = new EventSourceFollower();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Accept.ParseAdd("text/event-stream");
            request.Headers.Add("Last-Event-ID", lastEventId);
            follower.response = await follower.http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            follower.response.EnsureSuccessStatusCode();
            return follower;
        }
        catch
        {
            await follower.DisposeAsync();
            throw;
        }
    }

    public override async Task RunAsync(Action<ReadOnlyMemory<byte>> next, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cut.Token);
        using var lines = new StreamReader(await response!.Content.ReadAsStreamAsync(ending.Token));
        while (await lines.ReadLineAsync(ending.Token) is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal)) continue;
            if (line.Contains("\"errors\"", StringComparison.Ordinal)) throw new BenchmarkFailedException(line);
            next(Encoding.UTF8.GetBytes(line[6..]));
        }
    }

    public override void Abort() => cut.Cancel();

    public override ValueTask DisposeAsync()
    {
        response?.Dispose();
        http.Dispose();
        cut.Dispose();
        return ValueTask.CompletedTask;
    }
}
