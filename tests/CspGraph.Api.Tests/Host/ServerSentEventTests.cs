using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CspGraph.Api.Tests.Host;

/// <summary>GraphQL over server-sent events: what a stream consists of, and how it ends.</summary>
public sealed class ServerSentEventTests
{
    const string Subscription = "subscription { events }";
    const string Complete = "event: complete\ndata:\n\n";
    const string Events = "text/event-stream";
    const string NotAuthenticated = "event: next\ndata: {\"errors\":[{\"message\":\"The bearer token is invalid or has expired.\",\"extensions\":{\"code\":\"AUTH_NOT_AUTHENTICATED\"}}]}\n\n" + Complete;

    [Theory]
    [InlineData("POST", "{ __typename }", "Query")]
    [InlineData("GET", "{ __typename }", "Query")]
    [InlineData("POST", "mutation { __typename }", "Mutation")]
    public async Task One_result_is_followed_by_complete(string method, string query, string type)
    {
        await using var server = await StartAsync();

        using var response = await AskAsync(server, query, method: method);

        Assert.Equal(
            (200, "text/event-stream; charset=utf-8", "no-store", "no", ""),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.CacheControl?.ToString(), response.Headers.GetValues("X-Accel-Buffering").Single(), string.Join(',', response.Content.Headers.ContentEncoding)));
        Assert.Equal($"event: next\ndata: {{\"data\":{{\"__typename\":\"{type}\"}}}}\n\n{Complete}", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    public async Task What_cannot_run_is_told_in_the_stream(string query, string code)
    {
        await using var server = await StartAsync();

        using var response = await AskAsync(server, query);

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith("event: next\ndata: {\"errors\":[{\"message\":", body, StringComparison.Ordinal);
        Assert.Contains(code, body, StringComparison.Ordinal);
        Assert.EndsWith("\n\n" + Complete, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "mutation { __typename }", Events, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "", Events, 400, "BAD_REQUEST")]
    [InlineData("POST", Subscription, "application/json", 400, "BAD_REQUEST")]
    [InlineData("POST", Subscription, "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", Subscription, "application/json, text/event-stream;q=0.9", 400, "BAD_REQUEST")]
    [InlineData("POST", Subscription, "text/event-stream;q=0", 406, "NOT_ACCEPTABLE")]
    public async Task What_is_known_before_is_an_answer_in_JSON(string method, string query, string accept, int status, string code)
    {
        await using var server = await StartAsync();

        using var response = await AskAsync(server, query, accept, method);

        Assert.Equal((status, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType?.Replace("graphql-response+", "", StringComparison.Ordinal)));
        Assert.Contains(code, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_unknown_is_refused_and_a_document_that_is_unknown_is_no_stream()
    {
        await using var server = await StartAsync();
        using var unknown = TestServer.Post("graphql", new { query = "{ __typename }" });
        unknown.Headers.Accept.ParseAdd(Events);
        Assert.Equal(401, (await server.SendAsync(unknown, token: null)).Status);
        using var request = TestServer.Post("graphql", new { documentId = "none" });
        request.Headers.Accept.ParseAdd(Events);

        var answer = await server.SendAsync(request, await server.TokenAsync());

        Assert.Equal((400, "PERSISTED_DOCUMENT_NOT_FOUND"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("application/json, text/event-stream", "application/json")]
    [InlineData("text/event-stream, */*;q=0.1", "application/json")]
    public async Task A_query_is_a_stream_only_for_who_takes_nothing_else(string accept, string type)
    {
        await using var server = await StartAsync();

        using var response = await AskAsync(server, "{ __typename }", accept);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Events, "POST")]
    [InlineData(Events, "GET")]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "POST")]
    public async Task Events_have_their_cursors_for_ids(string accept, string method)
    {
        await using var server = await StartAsync();
        using var response = await AskAsync(server, Subscription, accept, method, lastEventId: "c7");
        var stream = await FakeEvents.Of(server).NextAsync();
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal(":\n\n", await ReadAsync(body, lines: 2));
        stream.Tell("c8", """{"data":{"events":8}}""");
        stream.Tell("c9", """{"data":{"events":9}}""");

        Assert.Equal("c7", stream.Request.LastEventId);
        Assert.Equal("event: next\nid: c8\ndata: {\"data\":{\"events\":8}}\n\nevent: next\nid: c9\ndata: {\"data\":{\"events\":9}}\n\n", await ReadAsync(body, lines: 8));
        response.Dispose();
        await stream.Disposed;
    }

    [Fact]
    public async Task Silence_is_broken_by_comments()
    {
        await using var server = await StartAsync("--Subscriptions:KeepAliveSeconds=9");
        using var response = await AskAsync(server, Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync());
        await server.Clock.WhenAwaited(TimeSpan.FromSeconds(9));
        Assert.Equal(":\n\n", await ReadAsync(body, lines: 2));

        server.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(":\n\n", await ReadAsync(body, lines: 2));
        server.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(":\n\n", await ReadAsync(body, lines: 2));

        stream.Tell("c", """{"data":{}}""");
        Assert.Equal("event: next\nid: c\ndata: {\"data\":{}}\n\n", await ReadAsync(body, lines: 4));
    }

    [Theory]
    [InlineData(nameof(EventStreamEnd.SlowConsumer), "")]
    [InlineData(nameof(EventStreamEnd.Draining), "")]
    [InlineData(nameof(EventStreamEnd.NotAuthorized), NotAuthenticated)]
    [InlineData(nameof(EventStreamEnd.Failed), "event: next\ndata: {\"errors\":[{\"message\":\"Something failed here.\",\"extensions\":{\"code\":\"INTERNAL\",\"correlationId\":\"mine\"}}]}\n\n" + Complete)]
    public async Task It_ends_without_complete_where_coming_back_is_right(string why, string end)
    {
        await using var server = await StartAsync();
        using var response = await AskAsync(server, Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        stream.End(Enum.Parse<EventStreamEnd>(why));

        Assert.Equal(":\n\n" + end, await response.Content.ReadAsStringAsync());
        await stream.Disposed;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task It_ends_with_its_token_though_the_timer_be_early(int milliseconds)
    {
        await using var server = await StartAsync();
        using var response = await AskAsync(server, Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        server.Clock.AdjustTime(server.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(milliseconds));
        server.Clock.Advance(DevelopmentTokens.Lifetime);

        Assert.Equal(NotAuthenticated, WithoutComments(await response.Content.ReadAsStringAsync()));
        await stream.Disposed;
    }

    [Fact]
    public async Task It_ends_when_the_process_is_about_to_and_none_is_begun_then()
    {
        await using var server = await StartAsync();
        using var response = await AskAsync(server, Subscription);
        var stream = await FakeEvents.Of(server).NextAsync();

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(":\n\n", await response.Content.ReadAsStringAsync());
        await stream.Disposed;
        using var late = await AskAsync(server, Subscription);
        Assert.Equal(503, (int)late.StatusCode);
    }

    [Theory]
    [InlineData("RATE_LIMITED", 429)]
    [InlineData("CURSOR_EXPIRED", 200)]
    public async Task What_cannot_begin_is_told(string code, int status)
    {
        await using var server = await StartAsync();
        FakeEvents.Of(server).Refusal = new GraphException(code, "No.");

        using var response = await AskAsync(server, Subscription);

        Assert.Equal(status, (int)response.StatusCode);
        var error = $$$"""{"errors":[{"message":"No.","extensions":{"code":"{{{code}}}"}}]}""";
        Assert.Equal(status == 200 ? $"event: next\ndata: {error}\n\n{Complete}" : error, await response.Content.ReadAsStringAsync());
    }

    static async Task<TestServer> StartAsync(params string[] settings)
    {
        var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add, settings);
        return server;
    }

    /// <summary>The answer, as soon as it has begun.</summary>
    static async Task<HttpResponseMessage> AskAsync(TestServer server, string query, string accept = Events, string method = "POST", string? lastEventId = null)
    {
        using var request = method is "POST" ? TestServer.Post("graphql", new { query }) : new HttpRequestMessage(HttpMethod.Get, $"graphql?query={Uri.EscapeDataString(query)}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        request.Headers.Add("X-Correlation-Id", "mine");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync());
        return await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    static async Task<string> ReadAsync(StreamReader body, int lines)
    {
        var text = "";
        for (var i = 0; i < lines; i++) text += await body.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) + "\n";
        return text;
    }

    static string WithoutComments(string body) => Regex.Replace(body, @"\A(:\n\n)+", "");
}
