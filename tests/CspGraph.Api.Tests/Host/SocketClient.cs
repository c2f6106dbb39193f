using System.Net.WebSockets;
using System.Text;

namespace CspGraph.Api.Tests.Host;

/// <summary>The other side of a socket. What it is told is a line each: a message as it came, or the code and the reason of a close frame.</summary>
sealed class SocketClient : IDisposable
{
    public const string Ack = """{"type":"connection_ack"}""";

    readonly ClientWebSocket socket = new();

    /// <param name="server">Where to.</param>
    /// <param name="subprotocol">What is offered; null for nothing.</param>
    /// <param name="headers">The handshake's.</param>
    public static async Task<SocketClient> OpenAsync(TestServer server, string? subprotocol = "graphql-transport-ws", params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        if (subprotocol is not null) client.socket.Options.AddSubProtocol(subprotocol);
        client.socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers) client.socket.Options.SetRequestHeader(name, value);
        try
        {
            await client.socket.ConnectAsync(new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "graphql" }.Uri, Timely());
        }
        catch (WebSocketException) when (client.socket.HttpStatusCode is not 0)
        {
            // Refused: the status tells.
        }
        return client;
    }

    /// <summary>One that is let in.</summary>
    public static async Task<SocketClient> EnterAsync(TestServer server, string token)
    {
        var client = await OpenAsync(server);
        await client.InitAsync(token);
        Assert.Equal(Ack, await client.ReadAsync());
        return client;
    }

    /// <summary>The handshake's answer.</summary>
    public int Status => (int)socket.HttpStatusCode;

    public string? Subprotocol => socket.SubProtocol;

    public Task InitAsync(string token) => SendAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}""");

    public Task SubscribeAsync(string id, string query) => SendAsync($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""");

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Timely());

    public Task SendBytesAsync(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, Timely());

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Timely());

    /// <summary>What comes next. A close frame is not answered.</summary>
    public async Task<string> ReadAsync()
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), Timely());
            if (received.MessageType is WebSocketMessageType.Close) return $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}".TrimEnd();
            length += received.Count;
            if (received.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    public async Task<string> ReadAsync(int lines)
    {
        var all = new List<string>();
        for (var i = 0; i < lines; i++) all.Add(await ReadAsync());
        return string.Join('\n', all);
    }

    static CancellationToken Timely() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public void Dispose() => socket.Dispose();
}
