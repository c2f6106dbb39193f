using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What listens on a free loopback port and does with each connection whatever it was told to, by no protocol.</summary>
sealed class HostileServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    readonly CancellationTokenSource over = new();
    readonly TaskCompletionSource<HostileConnection> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Func<HostileConnection, Task> answer;
    readonly Task accepting;
    int connections;

    public HostileServer(Func<HostileConnection, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>How many have connected.</summary>
    public int Connections => connections;

    /// <summary>The first connection, once what was sent by it is here.</summary>
    public Task<HostileConnection> FirstAsync() => first.Task.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(over.Token);
                connections++;
                answers.Add(AnswerAsync(new(socket, over.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    async Task AnswerAsync(HostileConnection connection)
    {
        try
        {
            await connection.ReadAsync();
            first.TrySetResult(connection);
            await answer(connection);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            connection.End();
        }
    }
}

/// <summary>A connection to somebody hostile.</summary>
sealed class HostileConnection
{
    readonly Socket socket;
    readonly NetworkStream stream;
    readonly CancellationToken over;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostileConnection(Socket socket, CancellationToken over)
    {
        (this.socket, this.over) = (socket, over);
        // What the system keeps on the way counts as written.
        (socket.SendBufferSize, socket.NoDelay) = (1 << 16, true);
        stream = new(socket, ownsSocket: true);
    }

    /// <summary>Is cancelled when the server ends.</summary>
    public CancellationToken Over => over;

    /// <summary>Bytes that could be written.</summary>
    public long Written { get; private set; }

    /// <summary>Ends when the connection has, by either side.</summary>
    public Task EndedAsync() => ended.Task.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

    /// <summary>What comes first: a whole message, or what is none.</summary>
    public async Task ReadAsync()
    {
        var bytes = new byte[1 << 16];
        for (var length = 0; !IsWhole(Encoding.Latin1.GetString(bytes, 0, length));)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), over);
            if (read == 0) return;
            length += read;
        }
    }

    public async Task WriteAsync(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        await stream.WriteAsync(bytes, over);
        Written += bytes.Length;
    }

    /// <summary>Writes something again and again, as fast as it is taken, up to a gigabyte.</summary>
    public async Task FloodAsync(string text)
    {
        var part = string.Concat(Enumerable.Repeat(text, Math.Max(1, (1 << 14) / text.Length)));
        while (Written < 1L << 30) await WriteAsync(part);
    }

    /// <summary>Says nothing more until the other side has closed.</summary>
    public async Task HangAsync()
    {
        var bytes = new byte[1 << 12];
        while (await stream.ReadAsync(bytes, over) > 0) { }
    }

    /// <summary>Breaks the connection off.</summary>
    public Task ResetAsync()
    {
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Close();
        return Task.CompletedTask;
    }

    public void End()
    {
        stream.Dispose();
        ended.TrySetResult();
    }

    static bool IsWhole(string text)
    {
        if (text.Length == 0) return false;
        if (!text.StartsWith("POST ", StringComparison.Ordinal)) return true;
        var (head, length) = (text.IndexOf("\r\n\r\n", StringComparison.Ordinal), Regex.Match(text, "\r\nContent-Length: (\\d+)\r\n"));
        return head >= 0 && text.Length == head + 4 + int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
