using System.Globalization;
using System.Text;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>Requests over HTTP, valid in all but what is tried.</summary>
sealed class FuzzedHttp(FuzzedDocuments documents, int port, string token)
{
    static readonly string[] Paths = ["/graphql", "/graphql/schema.graphql", "/imports/price-sheet", "/imports/TQGiCdysYH49m6X3pM12J_o", "/imports/%00", "/health/ready", "/dev/token", "/dev/clock", "/", "/../../etc/passwd", "/graphql//", "/%zz", "*", "http://elsewhere/graphql"];
    static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH", "CONNECT", "get", "G\u0001T"];
    static readonly string[] Names = ["Accept", "Content-Type", "Authorization", "X-Reseller", "X-Tenant", "GraphQL-Cost", "Last-Event-ID", "Content-Encoding", "Origin", "Prefer", "Host", "Cookie", "Expect", "Upgrade", "X-Forwarded-For", "Accept-Encoding", "Content-Disposition", "traceparent", "X-Correlation-Id", "Range", "If-None-Match", "bad name", "é"];
    static readonly string[] Values = ["", "*/*", "*/*;q=2", "application/json;charset=utf-16", "text/event-stream", "application/graphql-response+json;q=0.0001", "gzip, br;q=0", "Bearer", "Bearer a.b.c", "Basic YTpi", "null", "report", "wait=99999999999", "100-continue", "h2c", "websocket", "-1", "a\u0000b", "a\u0001b", "\u007f", "00-0-0-0", "attachment; filename*=utf-8''%ff", "bytes=0-"];

    /// <summary>A document by POST or GET, with sound headers.</summary>
    public FuzzedRequest OfDocument(Dice dice)
    {
        if (dice.OneIn(8)) return new("document by GET", [Head($"GET /graphql?{documents.QueryString(dice)} HTTP/1.1", Sound("*/*"))], IsWhole: true);
        var accept = dice.OneIn(12) ? "text/event-stream" : "application/graphql-response+json";
        var body = documents.Body(dice);
        return new(accept.StartsWith("text", StringComparison.Ordinal) ? "event stream" : "document", [Head("POST /graphql HTTP/1.1", Sound(accept) + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n"), body], IsWhole: !accept.StartsWith("text", StringComparison.Ordinal));
    }

    /// <summary>A sound document with headers, a method or an address that are not.</summary>
    public FuzzedRequest OfHeaders(Dice dice)
    {
        var body = "{\"query\":\"{ viewer { tenant } }\"}"u8.ToArray();
        var (method, path, version) = (dice.OneIn(3) ? dice.Of(Methods) : "POST", dice.OneIn(3) ? dice.Of(Paths) : "/graphql", dice.OneIn(20) ? dice.Of(["HTTP/9.9", "HTTP/1.0", "HTTP/2", "JUNK"]) : "HTTP/1.1");
        var headers = new StringBuilder();
        for (var count = 1 + dice.Length(4); count > 0; count--) headers.Append(CultureInfo.InvariantCulture, $"{dice.Of(Names)}: {HeaderValue(dice)}\r\n");
        if (dice.OneIn(25)) headers.Append(CultureInfo.InvariantCulture, $"X-Long: {new string('a', dice.Length(100_000))}\r\n");
        if (dice.OneIn(25)) for (var i = 0; i < 300; i++) headers.Append(CultureInfo.InvariantCulture, $"X-{i}: a\r\n");
        var sound = dice.OneIn(4) ? "Connection: close\r\n" : Sound("*/*");
        var head = Head($"{method} {path} {version}", $"{headers}{sound}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n", dice);
        return new("headers", [head, body], IsWhole: false);
    }

    /// <summary>A body that is not as long as it is said to be, or whose chunks are broken; or that does not come to its end.</summary>
    public FuzzedRequest OfLength(Dice dice)
    {
        var body = documents.Body(dice);
        var start = Head("POST /graphql HTTP/1.1", Sound("*/*") + "Content-Type: application/json\r\n" + Length(dice, body));
        var chunks = dice.Next(5) switch
        {
            0 => [Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), body],
            1 => [Encoding.ASCII.GetBytes($"{body.Length:x};ext={new string('e', dice.Length(20_000))}\r\n"), body, "\r\n0\r\n\r\n"u8.ToArray()],
            2 => [Encoding.ASCII.GetBytes($"{dice.Of(["-1", "zz", "ffffffffffffffff", "fffffffffffffffff", "7fffffff", ""])}\r\n"), body],
            3 => [Encoding.ASCII.GetBytes($"{body.Length + 5:x}\r\n"), body, "\r\n0\r\nTrailer: x\r\n\r\n"u8.ToArray()],
            _ => new List<byte[]> { body },
        };
        return new("length of a body", [start, .. chunks], IsWhole: false);
    }

    static string Length(Dice dice, byte[] body) => dice.Next(7) switch
    {
        0 => $"Content-Length: {body.Length + 1 + dice.Length(1_000)}\r\n",
        1 => $"Content-Length: {body.Length / 2}\r\n",
        2 => $"Content-Length: {dice.Of(["-1", "a", "99999999999999999999", "9223372036854775807", "1, 2", "0x10", "+5", "2097153"])}\r\n",
        3 => $"Content-Length: {body.Length}\r\nContent-Length: {body.Length + 1}\r\n",
        4 => $"Content-Length: {body.Length}\r\nTransfer-Encoding: chunked\r\n",
        5 => $"Transfer-Encoding: {dice.Of(["chunked, chunked", "gzip, chunked", "identity", "xchunked", "chunked "])}\r\n",
        _ => "Transfer-Encoding: chunked\r\n",
    };

    static string HeaderValue(Dice dice) => dice.OneIn(4) ? new string('v', dice.Length(500)) : dice.Of(Values);

    public byte[] Head(string line, string headers, Dice? damaging = null)
    {
        var head = Encoding.UTF8.GetBytes($"{line}\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n");
        return damaging?.OneIn(6) is true ? damaging.Damage(head) : head;
    }

    public string Sound(string accept) => $"Authorization: Bearer {token}\r\nAccept: {accept}\r\nConnection: close\r\n";
}
