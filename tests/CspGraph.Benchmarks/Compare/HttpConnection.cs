using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CspGraph.Benchmarks.Compare;

/// <summary>One kept-alive connection, and as little work for a request as a client can do: what is measured is the server.</summary>
sealed class HttpConnection : IDisposable
{
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    byte[] buffer = new byte[64 * 1024];
    int filled;
    int body;
    bool isChunked;

    public HttpConnection(int port) => socket.Connect(IPAddress.Loopback, port);

    public static byte[] Get(string path, int port) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");

    public static byte[] Post(string path, int port, string json, string headers = "") => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n{headers}\r\n{json}");

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <exception cref="BenchmarkFailedException">Its status is not 200.</exception>
    public void Send(byte[] request)
    {
        for (var sent = 0; sent < request.Length;) sent += socket.Send(request, sent, request.Length - sent, SocketFlags.None);
        filled = 0;
        while ((body = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) + 4) < 4) Receive();
        var head = buffer.AsSpan(0, body);
        if (!head[9..].StartsWith("200"u8)) throw new BenchmarkFailedException($"{Encoding.UTF8.GetString(request)}\n{Encoding.UTF8.GetString(buffer, 0, filled)}");
        var length = head.IndexOf("\r\nContent-Length: "u8);
        isChunked = length < 0;
        if (isChunked)
        {
            for (var chunk = body; chunk >= 0; chunk = Behind(chunk, out _)) { }
            return;
        }
        Utf8Parser.TryParse(head[(length + "\r\nContent-Length: ".Length)..], out int bytes, out _);
        while (filled < body + bytes) Receive();
    }

    /// <summary>The last answer's body.</summary>
    public byte[] Body()
    {
        if (!isChunked) return buffer[body..filled];
        using var whole = new MemoryStream();
        for (var chunk = body; chunk >= 0;)
        {
            var next = Behind(chunk, out var content);
            whole.Write(buffer.AsSpan(content));
            chunk = next;
        }
        return whole.ToArray();
    }

    /// <summary>Where the chunk behind another begins; -1 behind the last.</summary>
    int Behind(int chunk, out Range content)
    {
        int line;
        while ((line = buffer.AsSpan(chunk, filled - chunk).IndexOf("\r\n"u8)) < 0) Receive();
        Utf8Parser.TryParse(buffer.AsSpan(chunk, line), out int size, out _, 'x');
        var start = chunk + line + 2;
        content = start..(start + size);
        while (filled < start + size + 2) Receive();
        return size == 0 ? -1 : start + size + 2;
    }

    void Receive()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, filled * 2);
        var received = socket.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
        filled += received > 0 ? received : throw new BenchmarkFailedException("The server has closed the connection.");
    }

    public void Dispose() => socket.Dispose();
}
