using System.Net.Sockets;
using System.Text;
using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A file on its way over HTTP, sent in parts by hand: the test decides what has been sent when, and may read the answer before the end.</summary>
sealed class Upload : IDisposable
{
    readonly TcpClient client = new();

    NetworkStream Stream => client.GetStream();

    public static Task<Upload> BeginAsync(TestServer server, string token, params string[] headers) =>
        BeginAsync(new Uri(server.Http.BaseAddress!, ImportsOverHttp.Path), token, headers);

    public static async Task<Upload> BeginAsync(Uri address, string token, params string[] headers)
    {
        var upload = new Upload();
        await upload.client.ConnectAsync(address.Host, address.Port);
        string[] head =
        [
            $"POST {address.PathAndQuery} HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {token}",
            "Content-Type: text/csv", "Transfer-Encoding: chunked", .. headers, "", "",
        ];
        await upload.Stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head)));
        return upload;
    }

    public Task SendAsync(string part) => SendAsync(Encoding.UTF8.GetBytes(part));

    public async Task SendAsync(byte[] part)
    {
        await Stream.WriteAsync(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
        await Stream.WriteAsync(part);
        await Stream.WriteAsync("\r\n"u8.ToArray());
    }

    public async Task EndAsync() => await Stream.WriteAsync("0\r\n\r\n"u8.ToArray());

    public async Task<Answer> AnswerAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()) && await Stream.ReadAsync(buffer, patience.Token) is > 0 and var count)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        var answer = text.ToString();
        string? Header(string name) => answer.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
        return new Answer(int.Parse(answer.Split(' ')[1]), Header("Content-Type"), null, "", answer[answer.IndexOf('{')..(answer.LastIndexOf('}') + 1)])
        {
            Location = Header("Location"),
            RetryAfter = Header("Retry-After"),
            PreferenceApplied = Header("Preference-Applied"),
        };
    }

    /// <summary>In chunks it ends with an empty one, otherwise with as many bytes as it says.</summary>
    static bool IsWhole(string answer)
    {
        if (answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)) return true;
        return answer.Split("\r\n\r\n", 2) is [var head, var body]
            && head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) is { } length
            && Encoding.UTF8.GetByteCount(body) >= int.Parse(length.Split(' ')[1]);
    }

    /// <summary>The sender goes away; what it has not sent will never come.</summary>
    public void Dispose() => client.Dispose();
}
