using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>Just enough of SQL Server's protocol (TDS 7.4) for its real client to log in, send statements, begin and end transactions and copy in bulk. It keeps nothing, and notes what comes.</summary>
/// <param name="columns">Of the only table there is to copy to: name and type, as <see cref="Types"/> has it.</param>
sealed class TdsServer(params (string Name, string Type)[] columns) : IAsyncDisposable
{
    const byte Batch = 0x01, Rpc = 0x03, BulkLoad = 0x07, Transaction = 0x0E, Login = 0x10, PreLogin = 0x12;
    const byte Begin = 5, Commit = 7;

    /// <summary>How a column's type is told.</summary>
    static readonly Dictionary<string, byte[]> Types = new()
    {
        ["int"] = [0x26, 4],
        ["bit"] = [0x68, 1],
        ["bigint"] = [0x26, 8],
        ["uniqueidentifier"] = [0x24, 16],
        ["datetime2"] = [0x2A, 3],
        ["nvarchar"] = [0xE7, 0x00, 0x01, 0x09, 0x04, 0xD0, 0x00, 0x34],
    };

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentBag<Task> connections = [];
    readonly CancellationTokenSource stop = new();

    /// <summary>What came, in order: the number of the connection, whether it was as new, and what it was.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>What a statement answers; by default that one row was changed.</summary>
    public Func<string, byte[]?> Answers { get; init; } = _ => null;

    /// <summary>What goes wrong at what comes: the number of an error, or <see cref="Cut"/>.</summary>
    public Func<string, int?> Fails { get; set; } = _ => null;

    /// <summary>The connection is gone before anything is answered.</summary>
    public const int Cut = 0;

    /// <summary>What is sent of who comes in.</summary>
    public const string LogIn = "login";

    public string ConnectionString => $"Server=127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};Database=none;User ID=nobody;Password=none;Encrypt=False;Max Pool Size=1";

    public TdsServer Start()
    {
        listener.Start();
        connections.Add(AcceptAsync());
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        foreach (var connection in connections) await connection.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        for (var number = 1; ; number++)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            connections.Add(ServeAsync(client, number));
        }
    }

    async Task ServeAsync(TcpClient client, int number)
    {
        using var _ = client;
        var stream = client.GetStream();
        while (await ReceiveAsync(stream) is var (type, isReset, message) && message is not null)
        {
            var what = Describe(type, message);
            if (type is not (Login or PreLogin)) Log.Enqueue($"{number}{(isReset ? " reset" : "")}: {what}");
            if (Fails(what) is { } fault)
            {
                if (fault is Cut) return;
                await SendAsync(stream, [.. Error(fault), .. Done(0)]);
                continue;
            }
            await SendAsync(stream, Answers(what) ?? Answer(type, message, what));
        }
    }

    /// <summary>All packets of a message.</summary>
    async Task<(byte Type, bool IsReset, byte[]? Message)> ReceiveAsync(NetworkStream stream)
    {
        var header = new byte[8];
        using var message = new MemoryStream();
        var isReset = false;
        do
        {
            if (await stream.ReadAtLeastAsync(header, 8, throwOnEndOfStream: false, stop.Token) < 8) return default;
            isReset |= (header[1] & 0x08) != 0;
            var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - 8];
            await stream.ReadExactlyAsync(packet, stop.Token);
            message.Write(packet);
        }
        while ((header[1] & 1) == 0);
        return (header[0], isReset, message.ToArray());
    }

    async Task SendAsync(NetworkStream stream, byte[] message)
    {
        var packet = new byte[8 + message.Length];
        (packet[0], packet[1]) = (0x04, 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        message.CopyTo(packet, 8);
        await stream.WriteAsync(packet, stop.Token);
    }

    static string Describe(byte type, byte[] message)
    {
        // Behind the headers that each request has.
        var body = type is Batch or Rpc or Transaction ? message.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(message)) : message;
        return type switch
        {
            Batch => Encoding.Unicode.GetString(body),
            Rpc => Procedure(body),
            Transaction => body[0] switch { Begin => "begin", Commit => "commit", _ => "rollback" },
            BulkLoad => "rows",
            Login => LogIn,
            _ => "",
        };
    }

    /// <summary>The text of a statement with parameters, and the number that is its first one.</summary>
    static string Procedure(ReadOnlySpan<byte> call)
    {
        // The procedure's number, options, and the first parameter without a name: its type, longest length and collation, then its length.
        var at = 6 + 2 + 8;
        string Text(ReadOnlySpan<byte> from)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(from[at..]);
            at += 2 + length;
            return Encoding.Unicode.GetString(from.Slice(at - length, length));
        }
        var text = Text(call);
        if (!text.Contains("@tenant", StringComparison.Ordinal)) return text;
        at += 2 + 8;
        Text(call);
        var name = call[at];
        return text.Replace("@tenant", $"{BinaryPrimitives.ReadInt32LittleEndian(call[(at + 1 + 2 * name + 1 + 3)..])}", StringComparison.Ordinal);
    }

    byte[] Answer(byte type, byte[] message, string what) => type switch
    {
        PreLogin => [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2],
        // Who it is, and how it compares texts.
        Login => [0xAD, 10, 0, 1, 0x74, 0, 0, 4, 0, 16, 0, 0, 0, 0xE3, 8, 0, 7, 5, 0x09, 0x04, 0xD0, 0x00, 0x34, 0, .. Done(0)],
        Transaction => [.. Changed(message[BinaryPrimitives.ReadInt32LittleEndian(message)]), .. Done(0)],
        Batch when what.Contains("FMTONLY", StringComparison.Ordinal) =>
            [.. Columns(("", "int")), 0xD1, 4, 0, 0, 0, 0, .. Done(1, more: true),
             .. Columns(columns), .. Done(0, more: true),
             .. Columns(("colid", "int"), ("name", "nvarchar"), ("tds_collation", "nvarchar"), ("collation", "nvarchar")), .. columns.SelectMany((_, i) => (byte[])[0xD1, 4, (byte)i, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), .. Done(columns.Length)],
        _ => Done(1),
    };

    /// <summary>A result whose cells are given as they are sent.</summary>
    public static byte[] Result((string Name, string Type)[] columns, params byte[][] row) =>
        [.. Columns(columns), .. row.Length == 0 ? [] : (byte[])[0xD1, .. row.SelectMany(cell => (byte[])[(byte)cell.Length, .. cell])], .. Done(row.Length == 0 ? 0 : 1)];

    /// <summary>An error of the severity that a statement can be done again by.</summary>
    static byte[] Error(int number)
    {
        byte[] body = [.. BitConverter.GetBytes(number), 1, 13, 6, 0, .. Encoding.Unicode.GetBytes("Failed"), 0, 0, 1, 0, 0, 0];
        return [0xAA, (byte)body.Length, 0, .. body];
    }

    static byte[] Done(int rows, bool more = false) => [0xFD, (byte)(0x10 | (more ? 1 : 0)), 0, 0, 0, (byte)rows, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>That a transaction has begun, or has ended.</summary>
    static byte[] Changed(byte request) => request is Begin ? [0xE3, 11, 0, 8, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0] : [0xE3, 11, 0, (byte)(request is Commit ? 9 : 10), 0, 8, 1, 0, 0, 0, 0, 0, 0, 0];

    static byte[] Columns(params (string Name, string Type)[] named) =>
        [0x81, (byte)named.Length, 0, .. named.SelectMany(column => (byte[])[0, 0, 0, 0, 1, 0, .. Types[column.Type], (byte)column.Name.Length, .. Encoding.Unicode.GetBytes(column.Name)])];
}
