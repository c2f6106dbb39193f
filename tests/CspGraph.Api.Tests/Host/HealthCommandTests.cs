using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Commands;

namespace CspGraph.Api.Tests.Host;

public sealed class HealthCommandTests
{
    [Fact]
    public async Task A_server_that_is_ready_ends_it_well()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal((0, "Healthy", ""), await AskAsync(server.Http.BaseAddress!.ToString()));
    }

    [SkippableFact]
    public async Task One_without_its_tables_does_not()
    {
        await using var server = await TestServer.StartAsync(empty: true);
        Assert.Equal((1, "Unhealthy", ""), await AskAsync(server.Http.BaseAddress!.ToString()));
    }

    [Fact]
    public async Task One_that_is_not_there_does_not()
    {
        // Bound and not listening: nobody else can be there.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var url = $"http://{socket.LocalEndPoint}";

        var (exit, output, error) = await AskAsync(url);

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"{url} does not answer: ", error);
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("file:///etc/hosts")]
    public async Task What_is_no_address_is_refused(string url) =>
        Assert.Equal($"'{url}' is no http address.", (await Assert.ThrowsAsync<StartRefusedException>(() => AskAsync(url))).Message);

    static async Task<(int Exit, string Output, string Error)> AskAsync(string url)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await HealthCommand.Create().Parse([url]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (exit, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }
}
