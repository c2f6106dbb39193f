using CspGraph.Api.Host;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Limits;

/// <summary>A client that goes away over the wire stops the statement that runs for it.</summary>
public sealed class ClientGoneTests
{
    [SkippableTheory(Timeout = 60_000)]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_broken_connection_or_a_reset_stream_stops_the_statement(string version)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // By a clock that stands still the operation's time is never up.
        var options = new GraphEngineOptions { FoldedByAnnotation = ProductSchema.Options.FoldedByAnnotation, Fold = ProductSchema.Options.Fold, Clock = new FakeTimeProvider() };
        var engine = new GraphEngine<CspGraphDb, Viewer>(new EndlessQuery(running.SetResult, stopped.SetResult), ProductSchema.Types(TimeProvider.System), options, NullLogger.Instance);
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(
            builder => builder.Services.AddSingleton(engine),
            "--Kestrel:Endpoints:Only:Url=http://127.0.0.1:0", $"--Kestrel:Endpoints:Only:Protocols={(version is "2.0" ? "Http2" : "Http1")}");
        var token = await server.TokenAsync();
        using var client = new CancellationTokenSource();

        var answer = server.Http.SendAsync(Request("{ endless }", version, token), client.Token);
        await running.Task;
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await stopped.Task;
        using var next = await server.Http.SendAsync(Request("{ __typename }", version, token));
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await next.Content.ReadAsStringAsync());
    }

    static HttpRequestMessage Request(string query, string version, string token)
    {
        var request = TestServer.Post("graphql", new { query });
        request.Headers.Authorization = new("Bearer", token);
        (request.Version, request.VersionPolicy) = (Version.Parse(version), HttpVersionPolicy.RequestVersionExact);
        return request;
    }
}
