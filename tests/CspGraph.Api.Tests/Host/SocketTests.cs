using CspGraph.Api.Events;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Host;

/// <summary>GraphQL over WebSocket: what is sent, in which order, and what a socket is closed for.</summary>
public sealed class SocketTests
{
    const string Typename = """{"id":"1","type":"next","payload":{"data":{"__typename":"Query"}}}""";
    const string Subscription = "subscription { events }";

    [Fact]
    public async Task A_query_is_answered_by_next_and_complete()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());

        await client.SubscribeAsync("1", "{ __typename }");

        Assert.Equal(("graphql-transport-ws", $"{Typename}\n{Complete("1")}"), (client.Subprotocol, await client.ReadAsync(2)));
        // The id is free again.
        await client.SubscribeAsync("1", "{ __typename }");
        Assert.Equal($"{Typename}\n{Complete("1")}", await client.ReadAsync(2));
    }

    [Fact]
    public async Task A_mutation_is_made()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());

        await client.SubscribeAsync("m", """mutation { createApiKey(input: { name: \"x\", rights: [READ], dryRun: true }) { __typename } }""");

        Assert.Equal("""{"id":"m","type":"next","payload":{"data":{"createApiKey":{"__typename":"CreateApiKeyPayload"}}}}""" + "\n" + Complete("m"), await client.ReadAsync(2));
    }

    [Theory]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    public async Task What_cannot_run_is_answered_by_error_alone(string query, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());

        await client.SubscribeAsync("1", query);

        var error = await client.ReadAsync();
        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains(code, error, StringComparison.Ordinal);
        await client.SubscribeAsync("1", "{ __typename }");
        Assert.Equal($"{Typename}\n{Complete("1")}", await client.ReadAsync(2));
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":null}""", """{"type":"pong"}""")]
    [InlineData("""{"payload":{"a": [1, "é"]},"type":"ping"}""", """{"type":"pong","payload":{"a": [1, "é"]}}""")]
    public async Task A_ping_is_answered_with_what_it_brings_and_a_pong_with_nothing(string ping, string pong)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server);

        await client.SendAsync("""{"type":"pong","payload":{}}""");
        await client.SendAsync(ping);

        Assert.Equal(pong, await client.ReadAsync());
    }

    [Theory]
    [InlineData("{", "The message is not well-formed JSON in UTF-8")]
    [InlineData("{} {}", "The message is not well-formed JSON in UTF-8")]
    [InlineData("[]", "The message must be a JSON object")]
    [InlineData("{}", "'type' is missing")]
    [InlineData("""{"type":1}""", "'type' must be a string")]
    [InlineData("""{"type":"start"}""", "'type' is none that a client sends: start")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""", "'type' is none that a client sends: next")]
    [InlineData("""{"type":"ping","type":"ping"}""", "'type' is given more than once")]
    [InlineData("""{"type":"ping","payload":1}""", "'payload' must be a JSON object")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ __typename }"}}""", "'id' is missing")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}""", "'id' is missing")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{ __typename }"}}""", "'id' must be a string")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "'payload' is missing")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""", "'query' is missing, and there is no id of a document.")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""", "'query' must be a string.")]
    [InlineData("""{"type":"complete"}""", "'id' is missing")]
    public async Task What_is_no_message_closes_the_socket_and_tells_why(string message, string reason)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());

        await client.SendAsync(message);

        Assert.Equal($"4400 {reason}", await client.ReadAsync());
    }

    [Fact]
    public async Task Bytes_are_no_message_and_a_long_reason_is_cut()
    {
        await using var server = await TestServer.StartAsync();
        using var first = await SocketClient.OpenAsync(server);
        using var second = await SocketClient.OpenAsync(server);

        await first.SendBytesAsync([1]);
        await second.SendAsync($$"""{"type":"{{new string('é', 100)}}"}""");

        Assert.Equal("4400 A message must be text", await first.ReadAsync());
        Assert.Equal($"4400 'type' is none that a client sends: {new string('é', 43)}", await second.ReadAsync());
    }

    [Theory]
    [InlineData(false, 4_000, "1009 The message is larger than 3000 bytes")]
    [InlineData(true, 4_000, "1009 The message is larger than 3000 bytes")]
    [InlineData(true, 3_000, """{"type":"pong"}""")]
    public async Task A_message_may_be_as_large_as_a_request(bool isKnown, int length, string answer)
    {
        await using var server = await TestServer.StartAsync("--GraphQL:MaxRequestBytes=3000");
        using var client = isKnown ? await SocketClient.EnterAsync(server, await server.TokenAsync()) : await SocketClient.OpenAsync(server);

        await client.SendAsync("""{"type":"ping"}""".PadRight(length));

        Assert.Equal(answer, await client.ReadAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_is_not_spoken(string? subprotocol)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await SocketClient.OpenAsync(server, subprotocol);

        Assert.Equal("4406 Subprotocol not acceptable", await client.ReadAsync());
    }

    [Fact]
    public async Task An_id_that_is_taken_closes_the_socket_and_ends_what_runs()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("a", Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        await client.SubscribeAsync("a", "{ __typename }");

        Assert.Equal("4409 Subscriber for a already exists", await client.ReadAsync());
        await stream.Disposed;
    }

    [Fact]
    public async Task Events_go_out_as_they_are_until_the_client_completes()
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("a", Subscription);
        var first = await FakeEvents.Of(server).NextAsync();
        await client.SubscribeAsync("b", Subscription);
        var second = await FakeEvents.Of(server).NextAsync();

        first.Tell("1", """{"data":{"events":1}}""");
        Assert.Equal(Next("a", 1), await client.ReadAsync());
        second.Tell("1", """{"data":{"events":2}}""");
        Assert.Equal(Next("b", 2), await client.ReadAsync());

        await client.SendAsync(Complete("a"));
        await first.Disposed;
        // What is told now is nobody's, and the id is another's.
        await client.SubscribeAsync("a", Subscription);
        var third = await FakeEvents.Of(server).NextAsync();
        first.Tell("2", """{"data":{"events":3}}""");
        third.Tell("2", """{"data":{"events":4}}""");
        Assert.Equal(Next("a", 4), await client.ReadAsync());
        Assert.Null(first.Request.LastEventId);
    }

    [Theory]
    [InlineData(nameof(EventStreamEnd.SlowConsumer), "1013 Slow consumer: resume")]
    [InlineData(nameof(EventStreamEnd.Draining), "1012 Service restart")]
    [InlineData(nameof(EventStreamEnd.NotAuthorized), "4403 Forbidden")]
    public async Task A_stream_that_is_ended_from_here_closes_the_socket(string why, string close)
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("a", Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        stream.Tell("1", """{"data":{"events":1}}""");
        stream.End(Enum.Parse<EventStreamEnd>(why));

        Assert.Equal($"{Next("a", 1)}\n{close}", await client.ReadAsync(2));
        await stream.Disposed;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_fails_ends_alone(bool isForeseen)
    {
        await using var server = await StartAsync();
        using var client = await SocketClient.OpenAsync(server, headers: [("X-Correlation-Id", "mine"), ("Authorization", $"Bearer {await server.TokenAsync()}")]);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal(SocketClient.Ack, await client.ReadAsync());
        await client.SubscribeAsync("a", Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        if (isForeseen) stream.End(EventStreamEnd.Failed); else stream.End(new InvalidOperationException("A secret."));

        Assert.Equal("""{"id":"a","type":"error","payload":[{"message":"Something failed here.","extensions":{"code":"INTERNAL","correlationId":"mine"}}]}""", await client.ReadAsync());
        await stream.Disposed;
        await client.SubscribeAsync("1", "{ __typename }");
        Assert.Equal($"{Typename}\n{Complete("1")}", await client.ReadAsync(2));
    }

    [Fact]
    public async Task A_stream_that_cannot_begin_is_an_error_of_its_operation()
    {
        await using var server = await StartAsync();
        FakeEvents.Of(server).Refusal = new GraphException("CURSOR_EXPIRED", "It is gone.");
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());

        await client.SubscribeAsync("a", Subscription);

        Assert.Equal("""{"id":"a","type":"error","payload":[{"message":"It is gone.","extensions":{"code":"CURSOR_EXPIRED"}}]}""", await client.ReadAsync());
    }

    [Fact]
    public async Task No_more_operations_run_than_are_allowed()
    {
        await using var server = await StartAsync("--Subscriptions:MaxOperationsPerSocket=1");
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await client.SubscribeAsync("a", Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        await client.SubscribeAsync("b", "{ __typename }");

        Assert.Equal("""{"id":"b","type":"error","payload":[{"message":"No more than 1 operations run on one socket: complete one first.","extensions":{"code":"RATE_LIMITED"}}]}""", await client.ReadAsync());
        stream.Tell("1", """{"data":{"events":1}}""");
        Assert.Equal(Next("a", 1), await client.ReadAsync());
    }

    [Fact]
    public async Task What_is_complete_leaves_its_place_to_the_next()
    {
        await using var server = await StartAsync("--Subscriptions:MaxOperationsPerSocket=1");
        using var client = await SocketClient.EnterAsync(server, await server.TokenAsync());
        for (var round = 0; round < 20; round++)
        {
            await client.SubscribeAsync("a", Subscription);
            await FakeEvents.Of(server).NextAsync();

            await client.SendAsync("""{"id":"a","type":"complete"}""");
            await client.SubscribeAsync("1", "{ __typename }");

            Assert.Equal($"{Typename}\n{Complete("1")}", await client.ReadAsync(2));
        }
    }

    [Fact]
    public async Task A_client_that_closes_or_goes_ends_what_runs()
    {
        await using var server = await StartAsync();
        using var closing = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await closing.SubscribeAsync("a", Subscription);
        var first = await FakeEvents.Of(server).NextAsync();
        using var going = await SocketClient.EnterAsync(server, await server.TokenAsync());
        await going.SubscribeAsync("a", Subscription);
        var second = await FakeEvents.Of(server).NextAsync();

        await closing.CloseAsync();
        going.Dispose();

        await first.Disposed;
        await second.Disposed;
    }

    static async Task<TestServer> StartAsync(params string[] settings)
    {
        var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add, settings);
        return server;
    }

    static string Next(string id, int number) => $$$"""{"id":"{{{id}}}","type":"next","payload":{"data":{"events":{{{number}}}""" + "}}}";

    static string Complete(string id) => $$"""{"id":"{{id}}","type":"complete"}""";
}
