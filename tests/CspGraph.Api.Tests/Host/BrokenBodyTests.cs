using System.Net.Sockets;
using System.Text;

namespace CspGraph.Api.Tests.Host;

/// <summary>A body that breaks off, or whose chunks are none, is the client's mistake and not the server's failure.</summary>
public sealed class BrokenBodyTests
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked", "ffffffffffffffff\r\n{}")]
    [InlineData("Transfer-Encoding: chunked", "zz\r\n{}")]
    [InlineData("Content-Length: -1", "{}")]
    public async Task It_is_refused_with_400(string length, string body)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);

        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /dev/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n{length}\r\n\r\n{body}"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
    }
}
