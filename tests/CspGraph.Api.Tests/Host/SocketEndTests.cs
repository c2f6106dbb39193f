using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CspGraph.Api.Tests.Host;

/// <summary>What becomes of sockets when the process is about to end, or the other side says nothing more.</summary>
public sealed class SocketEndTests
{
    const string Subscription = "subscription { events }";
    const string Slow = "{ __typename } " + FakeEvents.Slow;

    [Fact]
    public async Task Every_socket_is_closed_at_once_when_the_process_is_about_to_end()
    {
        await using var server = await StartAsync();
        using var unknown = await SocketClient.OpenAsync(server);
        using var idle = await SocketClient.EnterAsync(server, await server.TokenAsync());
        using var following = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await following.SubscribeAsync("a", Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        Stop(server);

        foreach (var client in new[] { unknown, idle, following }) Assert.Equal("1012 Service restart", await client.ReadAsync());
        await stream.Disposed;
    }

    [Fact]
    public async Task A_query_under_way_is_answered_first_and_nothing_new_is_begun()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("s", Slow);
        await FakeEvents.Of(server).Preparing.Task;

        Stop(server);
        await client.SubscribeAsync("late", "{ __typename }");
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());
        FakeEvents.Of(server).LetGo.SetResult();

        Assert.Equal(
            """
            {"id":"s","type":"next","payload":{"data":{"__typename":"Query"}}}
            {"id":"s","type":"complete"}
            1012 Service restart
            """, await client.ReadAsync(3));
    }

    [Fact]
    public async Task But_not_waited_for_longer_than_two_seconds()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("s", Slow);
        await FakeEvents.Of(server).Preparing.Task;
        Stop(server);
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());

        server.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("1012 Service restart", await client.ReadAsync());
    }

    [Fact]
    public async Task No_socket_is_opened_any_more()
    {
        await using var server = await StartAsync();
        Stop(server);

        using var client = await SocketClient.OpenAsync(server);

        Assert.Equal(503, client.Status);
    }

    [Fact]
    public async Task Who_does_not_answer_a_close_frame_is_cut_off_after_five_seconds()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SendAsync("{}");
        Assert.Equal("4400 'type' is missing", await client.ReadAsync());
        Assert.Equal(1, server.Services.GetRequiredService<GraphSockets>().Count);

        server.Clock.Advance(TimeSpan.FromSeconds(5));

        await WhenNoneIsLeft(server);
    }

    /// <summary>There is no table to look the key up in.</summary>
    [SkippableFact]
    public async Task A_failure_that_nobody_foresaw_is_told_with_the_id_that_finds_it()
    {
        await using var server = await TestServer.StartAsync(empty: true);
        using var client = await SocketClient.OpenAsync(server, headers: ("X-Correlation-Id", "mine"));

        await client.InitAsync(ApiKeySecret.Create().Text);

        Assert.Equal("4500 Something failed here: mine", await client.ReadAsync());
    }

    [Fact]
    public async Task Who_answers_it_is_gone()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SendAsync("{}");

        await client.CloseAsync();

        await WhenNoneIsLeft(server);
    }

    static async Task WhenNoneIsLeft(TestServer server)
    {
        var sockets = server.Services.GetRequiredService<GraphSockets>();
        using var timely = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (sockets.Count > 0)
        {
            timely.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    static void Stop(TestServer server) => server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add);
        return server;
    }
}
