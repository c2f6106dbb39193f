using System.Buffers.Binary;
using System.Text;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>WebSockets: handshakes, frames and messages of the protocol, each as it should not be.</summary>
sealed class FuzzedSockets(FuzzedDocuments documents, FuzzedHttp http, string token)
{
    const byte Text = 1;
    const byte Close = 8;

    public FuzzedRequest Of(Dice dice)
    {
        var version = dice.OneIn(15) ? dice.Of(["8", "99", ""]) : "13";
        var key = dice.OneIn(15) ? dice.Of(["", "short", new string('k', 5_000)]) : "dGhlIHNhbXBsZSBub25jZQ==";
        var protocol = dice.OneIn(10) ? dice.Of(["", "graphql-ws", "x, y", new string('p', 4_000)]) : "graphql-transport-ws";
        var head = http.Head("GET /graphql HTTP/1.1", $"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: {version}\r\nSec-WebSocket-Protocol: {protocol}\r\n", dice);
        List<byte[]> parts = [head];
        if (!dice.OneIn(6)) parts.Add(Frame(Text, Encoding.UTF8.GetBytes($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}""")));
        for (var count = 1 + dice.Length(8); count > 0; count--) parts.Add(dice.OneIn(2) ? Message(dice) : Broken(dice));
        if (dice.OneIn(2)) parts.Add(Frame(Close, dice.Of<byte[]>([[], [3], [3, 232], [0, 0], [255, 255], [3, 232, 0xFF, 0xFE]])));
        return new("socket", parts, IsWhole: false);
    }

    byte[] Message(Dice dice)
    {
        var payload = Encoding.UTF8.GetString(documents.Body(dice));
        var id = dice.Of(["1", "1", "2", "", new string('i', 300), "\\ud800", "\\u0000"]);
        var text = dice.Next(9) switch
        {
            0 => "{\"type\":\"connection_init\"}",
            1 => $$"""{"type":"{{dice.Of(["next", "error", "connection_ack", "ka", "start", "", "\\u0000"])}}","id":"{{id}}"}""",
            2 => dice.Of(["{\"type\":\"ping\",\"payload\":[]}", "{\"type\":\"pong\"}", "[]", "", "null", "{\"type\":1}", "{\"type\":\"ping\"}{}", "{\"type\":\"subscribe\",\"id\":1,\"payload\":{}}"]),
            3 => $$"""{"type":"complete","id":"{{id}}"}""",
            4 => $$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"subscription { events { id cursor } }"}}""",
            _ => $$"""{"type":"subscribe","id":"{{id}}","payload":{{payload}}}""",
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        return Frame(Text, dice.OneIn(6) ? dice.Damage(bytes) : bytes);
    }

    static byte[] Broken(Dice dice) => dice.Next(9) switch
    {
        0 => Frame((byte)(3 + dice.Next(5)), dice.Bytes(50)),
        1 => Frame(Text, dice.Bytes(300), reserved: 1 + dice.Next(7)),
        2 => Frame(Text, "{}"u8.ToArray(), isMasked: false),
        3 => Frame(0, "{}"u8.ToArray()),
        4 => [.. Frame(Text, "{\"type\":"u8.ToArray(), isFinal: false), .. Frame((byte)(dice.OneIn(2) ? 0 : Text), "\"ping\"}"u8.ToArray())],
        5 => Frame((byte)(8 + dice.Next(3)), new byte[126 + dice.Next(100)], isFinal: dice.OneIn(2)),
        6 => Header(Text, dice.Of([ulong.MaxValue, 1UL << 63, 1UL << 31, 10_000_000UL])),
        7 => Frame(Text, [0xC3, 0x28, 0xED, 0xA0, 0x80]),
        _ => Frame((byte)(dice.OneIn(2) ? 2 : Text), dice.Bytes(dice.OneIn(10) ? 3_000_000 : 5_000)),
    };

    static byte[] Frame(byte code, byte[] payload, bool isFinal = true, bool isMasked = true, int reserved = 0)
    {
        var head = new List<byte> { (byte)((isFinal ? 0x80 : 0) | reserved << 4 | code) };
        var mask = (byte)(isMasked ? 0x80 : 0);
        if (payload.Length < 126) head.Add((byte)(mask | payload.Length));
        else if (payload.Length <= ushort.MaxValue) head.AddRange([(byte)(mask | 126), (byte)(payload.Length >> 8), (byte)payload.Length]);
        else head = [.. Header(code, (ulong)payload.Length, isMasked)];
        // Masked by zeros: it stays as it is.
        return [.. head, .. isMasked ? new byte[4] : [], .. payload];
    }

    static byte[] Header(byte code, ulong length, bool isMasked = true)
    {
        var head = new byte[10];
        (head[0], head[1]) = ((byte)(0x80 | code), (byte)((isMasked ? 0x80 : 0) | 127));
        BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), length);
        return head;
    }
}
