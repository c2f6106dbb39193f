using System.Buffers;
using System.Net.WebSockets;

namespace CspGraph.Api.Host.Transport;

/// <summary>Writes the messages of one socket, one at a time, each as one frame; none behind the close frame.</summary>
sealed class SocketWriter(WebSocket socket) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);
    bool isClosed;

    /// <summary>Sends three parts as one message: what stands before, the payload and what stands behind.</summary>
    /// <param name="before">The message up to its payload.</param>
    /// <param name="payload">JSON, as it is.</param>
    /// <param name="after">The rest.</param>
    /// <param name="operation">Whose message it is: nothing is sent for one that has ended while others wrote. Null for the socket's own.</param>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> payload = default, ReadOnlyMemory<byte> after = default, SocketOperation? operation = null)
    {
        await turn.WaitAsync();
        var length = before.Length + payload.Length + after.Length;
        var message = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (isClosed || operation is { IsOver: true }) return;
            before.CopyTo(message);
            payload.CopyTo(message.AsMemory(before.Length));
            after.CopyTo(message.AsMemory(before.Length + payload.Length));
            await socket.SendAsync(message.AsMemory(0, length), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Whoever reads from the socket finds it out too, and ends what runs.
            isClosed = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
            turn.Release();
        }
    }

    public async Task CloseAsync(SocketClose close)
    {
        await turn.WaitAsync();
        try
        {
            if (isClosed) return;
            isClosed = true;
            await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, CancellationToken.None);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // It is closed, then.
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether an exception says that the other side has gone, or was cut off.</summary>
    public static bool IsGone(Exception exception) => exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    public void Dispose() => turn.Dispose();
}
