using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Product = CspGraph.Api.Host.Telemetry.Telemetry;

namespace CspGraph.Api.Tests.Host.Telemetry;

/// <summary>What traces tell of a request, and what they do not.</summary>
public sealed class TraceTests
{
    const string Nested = """
        query Private_2f41($name: String) { resellers(first: 2, where: { name: { neq: $name } }) { nodes { name customers(first: 1, where: { name: { neq: "Literal-2f41" } }) { totalCount } } } }
        """;

    [Fact]
    public async Task A_query_is_a_span_with_one_for_each_level_and_its_statement()
    {
        await using var server = await TestServer.StartAsync();
        using var traced = new Traced();

        await traced.AskAsync(server, new { query = Nested, variables = new { name = "Variable-2f41" } });

        var operation = traced.Span("Query resellers");
        Assert.Equal((1, "OK"), ((int)operation.GetTagItem("cspgraph.tenant")!, operation.GetTagItem("cspgraph.outcome")));
        var levels = traced.Spans.Where(span => span.ParentSpanId == operation.SpanId && span.Source.Name == "CspGraph.Engine").ToList();
        Assert.Equal(["level Resellers", "level Customers"], levels.Select(level => level.DisplayName));
        Assert.Equal((1, 2), (levels[0].GetTagItem("cspgraph.level.parents"), levels[0].GetTagItem("cspgraph.level.rows")));
        Assert.Equal(2, levels[1].GetTagItem("cspgraph.level.parents"));
        Assert.All(levels, level => Assert.StartsWith("SELECT", (string)level.GetTagItem("db.query.text")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_is_a_span_with_every_statement_that_it_ran()
    {
        await using var server = await TestServer.StartAsync();
        using var traced = new Traced();

        await traced.AskAsync(server, new { query = """mutation { createApiKey(input: { name: "Named-2f41", rights: [READ] }) { apiKey { id } } }""" });

        var operation = traced.Span("Mutation createApiKey");
        Assert.Equal("OK", operation.GetTagItem("cspgraph.outcome"));
        Assert.Contains(traced.Spans, span => span.GetTagItem("db.query.text") is string text && text.Contains("INSERT INTO \"ApiKeys\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_was_asked_or_by_whom_is_in_a_trace()
    {
        await using var server = await TestServer.StartAsync();
        using var traced = new Traced();

        await traced.AskAsync(server, new { query = Nested, variables = new { name = "Variable-2f41" } });
        await traced.AskAsync(server, new { query = """mutation { createApiKey(input: { name: "Named-2f41", rights: [READ] }) { apiKey { id } } }""" });
        await traced.GetAsync(server, "graphql?query=" + Uri.EscapeDataString("""{ resellers(where: { name: { eq: "Queried-2f41" } }) { totalCount } }"""));

        await traced.GetAsync(server, "imports/Path-2f41");
        await traced.GetAsync(server, "Path-2f41");

        Assert.True(traced.Spans.Count > 8);
        Assert.DoesNotContain("2f41", string.Join('\n', traced.Spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(told => told.Tags))}")), StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task What_fails_is_marked_as_an_error()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        server.Execute("ALTER TABLE Tenants RENAME TO Gone");
        using var traced = new Traced();

        await traced.AskAsync(server, new { query = "{ resellers { totalCount } }" }, token);

        Assert.Equal(ActivityStatusCode.Error, traced.Spans.Single(span => span.Kind is ActivityKind.Server).Status);
    }

    /// <summary>Requests of one test alone, by the id of their trace.</summary>
    sealed class Traced : IDisposable
    {
        readonly ActivityTraceId id = ActivityTraceId.CreateRandom();
        readonly ConcurrentQueue<Activity> ended = [];
        readonly TracerProvider provider;

        public Traced()
        {
            var builder = Sdk.CreateTracerProviderBuilder();
            Product.Trace(builder);
            provider = builder.AddProcessor(new Kept(this)).Build();
        }

        /// <summary>In the order of their beginnings.</summary>
        public IReadOnlyList<Activity> Spans => [.. ended.OrderBy(span => span.StartTimeUtc)];

        public Activity Span(string name) => Assert.Single(Spans, span => span.DisplayName == name);

        public Task AskAsync(TestServer server, object body, string? token = null) => SendAsync(server, TestServer.Post("graphql", body), token);

        public Task GetAsync(TestServer server, string path) => SendAsync(server, new HttpRequestMessage(HttpMethod.Get, path));

        async Task SendAsync(TestServer server, HttpRequestMessage request, string? token = null)
        {
            request.Headers.Add("traceparent", $"00-{id}-b7ad6b7169203331-01");
            request.Headers.UserAgent.ParseAdd("Browser-2f41");
            // Its span ends behind the answer.
            var isAnswered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => { if (span.TraceId == id) isAnswered.TrySetResult(); },
            };
            ActivitySource.AddActivityListener(listener);
            await server.SendAsync(request, token ?? await server.TokenAsync());
            await isAnswered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        public void Dispose() => provider.Dispose();

        /// <summary>Others run at the same time in this process: only this one's are kept.</summary>
        sealed class Kept(Traced traced) : BaseProcessor<Activity>
        {
            public override void OnEnd(Activity data)
            {
                if (data.TraceId == traced.id) traced.ended.Enqueue(data);
            }
        }
    }
}
