using System.Net;
using System.Net.Sockets;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>One connection, byte by byte: what no client library would send.</summary>
static class RawExchange
{
    /// <summary>Nothing that is sent here may take longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Who does not end what it sends is left alone for so long, and then goes without a word.</summary>
    static readonly TimeSpan HalfOpen = TimeSpan.FromMilliseconds(200);

    static readonly TimeSpan BeforeEnd = TimeSpan.FromMilliseconds(100);

    const int MostBytes = 4 << 20;

    /// <returns>What came back; null where the connection was not ended in time.</returns>
    public static async Task<byte[]?> SendAsync(int port, FuzzedRequest request, bool staysOpen, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(staysOpen ? HalfOpen : Patience);
        using var answer = new MemoryStream();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, time.Token);
            var reading = ReadAsync(socket, answer, time.Token);
            await WriteAsync(socket, request, time.Token);
            // Whose request is whole waits for its answer; another sender waits a little, and ends.
            if (!request.IsWhole && !staysOpen && await Task.WhenAny(reading, Task.Delay(BeforeEnd, time.Token)) != reading) socket.Shutdown(SocketShutdown.Send);
            await reading;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return staysOpen ? answer.ToArray() : null;
        }
        catch (SocketException)
        {
            // It was closed at once: what came before it counts.
        }
        return answer.ToArray();
    }

    static async Task WriteAsync(Socket socket, FuzzedRequest request, CancellationToken cancellation)
    {
        try
        {
            foreach (var part in request.Parts) await socket.SendAsync(part, cancellation);
        }
        catch (SocketException)
        {
            // It was refused before its end.
        }
    }

    static async Task ReadAsync(Socket socket, MemoryStream answer, CancellationToken cancellation)
    {
        var buffer = new byte[16_384];
        while (answer.Length < MostBytes && await socket.ReceiveAsync(buffer, cancellation) is > 0 and var count) answer.Write(buffer, 0, count);
    }
}
