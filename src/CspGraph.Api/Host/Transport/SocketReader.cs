using System.Buffers;
using System.Net.WebSockets;

namespace CspGraph.Api.Host.Transport;

/// <summary>Reads the messages of one socket whole, one at a time. While it waits for one it holds no memory: most sockets are idle.</summary>
sealed class SocketReader(WebSocket socket) : IDisposable
{
    const int FirstBytes = 4096;

    byte[]? memory;

    /// <summary>The next message, good until the one after it is asked for.</summary>
    public async ValueTask<ReceivedMessage> ReadAsync(int maxBytes)
    {
        Dispose();
        var length = 0;
        var received = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        while (!received.EndOfMessage && received.MessageType is not WebSocketMessageType.Close)
        {
            if (length > maxBytes) return new(received.MessageType, default, IsTooLarge: true);
            if (memory is null || length == memory.Length) Grow(length);
            received = await socket.ReceiveAsync(memory.AsMemory(length), CancellationToken.None);
            length += received.Count;
        }
        return new(received.MessageType, memory.AsMemory(0, length), IsTooLarge: length > maxBytes);
    }

    void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, 2 * length));
        memory.AsSpan(0, length).CopyTo(larger);
        Dispose();
        memory = larger;
    }

    public void Dispose()
    {
        if (memory is not null) ArrayPool<byte>.Shared.Return(memory);
        memory = null;
    }
}

/// <summary>A message, or that there are no more of them.</summary>
readonly record struct ReceivedMessage(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes, bool IsTooLarge);
