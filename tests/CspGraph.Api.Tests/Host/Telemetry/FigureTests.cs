using CspGraph.Api.Host;
using CspGraph.Api.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CspGraph.Api.Tests.Host.Telemetry;

/// <summary>What figures tell of a server.</summary>
public sealed class FigureTests
{
    [Fact]
    public async Task Operations_are_counted_by_what_they_ask_for_and_what_they_come_to()
    {
        await using var server = await TestServer.StartAsync();
        var operations = Meters.Of<long>(server, "cspgraph.operations");
        var cost = Meters.Of<long>(server, "cspgraph.operation.cost");
        var token = await server.TokenAsync();
        foreach (var query in (string[])["{ ...All } fragment All on Query { mine: resellers(first: 1) { totalCount } }", "{ nobody }", "{ node(id: \"x\") { id } viewer { role } }", "mutation { createApiKey(input: { name: \"Key\", rights: [READ] }) { apiKey { id } } }"])
            await server.SendAsync(TestServer.Post("graphql", new { query }), token);

        Assert.Equal(["1 resellers OK Query", "1 GRAPHQL_VALIDATION_FAILED Query", "1 node OK Query", "1 createApiKey OK Mutation"], operations.Lines());
        Assert.Equal(["Query", "Query", "Mutation"], cost.GetMeasurementSnapshot().Where(charged => charged.Value > 0).Select(charged => charged.Tags["type"]));
    }

    [Fact]
    public async Task What_cannot_be_paid_is_counted_as_that()
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Budget:ClientCapacity=300", "--GraphQL:Budget:ClientRefillPerSecond=1");
        var operations = Meters.Of<long>(server, "cspgraph.operations");
        var token = await server.TokenAsync();
        for (var i = 0; i < 300 && await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers(first: 100) { nodes { name } } }" }), token) is { Code: null }; i++)
        {
        }

        Assert.Equal(["1 resellers OK Query", "1 resellers RATE_LIMITED Query"], operations.Lines().Distinct());
    }

    [Fact]
    public async Task Statements_are_counted_for_each_operation_those_of_resolved_fields_too()
    {
        await using var server = await TestServer.StartAsync();
        var statements = Meters.Of<long>(server, "cspgraph.operation.statements");
        var token = await server.TokenAsync();
        foreach (var query in (string[])["{ resellers(first: 1) { nodes { name } } }", "{ resellers(first: 1) { nodes { name customers(first: 1) { nodes { name } } } } }", "{ viewer { role } }"])
            await server.SendAsync(TestServer.Post("graphql", new { query }), token);
        await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers(first: 1) { nodes { name summary { customers } } } }" }), token);

        Assert.Equal(["1 resellers Query", "2 resellers Query", "1 viewer Query"], statements.Lines().Take(3));
        Assert.InRange(statements.GetMeasurementSnapshot()[3].Value, 2, 20);
    }

    [Fact]
    public async Task Answers_of_the_cache_are_told_from_those_that_were_read()
    {
        await using var server = await TestServer.StartAsync();
        var lookups = Meters.Of<long>(server, "cspgraph.cache.lookups");
        var token = await server.TokenAsync();
        for (var i = 0; i < 3; i++) await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers { totalCount } }" }), token);

        Assert.Equal(["1 miss", "1 hit", "1 hit"], lookups.Lines());
    }

    [Fact]
    public async Task Sockets_and_subscriptions_are_counted_as_long_as_they_are_open()
    {
        await using var server = await TestServer.StartAsync();
        var (sockets, subscriptions, lag) = (Meters.Of<long>(server, "cspgraph.sockets.open"), Meters.Of<long>(server, "cspgraph.subscriptions.open"), Meters.Of<double>(server, "cspgraph.event.lag"));
        using (var client = await SocketClient.EnterAsync(server, await server.TokenAsync()))
        {
            await client.SubscribeAsync("1", "subscription { events { id } }");
            await subscriptions.WaitForMeasurementsAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
            await server.SendAsync(TestServer.Post("graphql", new { query = """mutation { createApiKey(input: { name: "Key", rights: [READ] }) { apiKey { id } } }""" }), await server.TokenAsync());
            await lag.WaitForMeasurementsAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
            sockets.RecordObservableInstruments();
        }
        await subscriptions.WaitForMeasurementsAsync(2).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["1", "-1"], subscriptions.Lines());
        Assert.Equal(["1"], sockets.Lines());
        Assert.Equal(["0"], lag.Lines());
    }

    [Fact]
    public async Task Imports_and_their_lines_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        var (lines, imports) = (Meters.Of<long>(server, "cspgraph.import.lines"), Meters.Of<long>(server, "cspgraph.imports"));
        foreach (var text in new[] { new ReconciliationFile().Line().Line(("OrderId", "part 2")).Text(), "no header" })
            await server.SendAsync(ImportsOverHttp.File(text), await server.TokenAsync());

        Assert.Equal(2, lines.GetMeasurementSnapshot().Sum(reading => reading.Value));
        Assert.Equal(["1 LICENSE_RECONCILIATION SUCCEEDED", "1 LICENSE_RECONCILIATION FAILED"], imports.Lines());
    }

    [SkippableFact]
    public async Task A_job_that_fails_becomes_older_until_it_is_done()
    {
        await using var server = await TestServer.CreateAsync();
        server.Execute("ALTER TABLE JobLeases RENAME TO Gone");
        await server.RunAsync("--Jobs:Enabled=true");
        var ages = Meters.Of<double>(server, "cspgraph.job.age");
        await UntilAsync("0 RenewalWatch", "0 SpendWatch");
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync("30 RenewalWatch", "30 SpendWatch");

        server.Execute("ALTER TABLE Gone RENAME TO JobLeases");
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync("0 RenewalWatch", "0 SpendWatch");

        async Task UntilAsync(params string[] expected)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            do
            {
                Assert.False(patience.IsCancellationRequested, string.Join(", ", ages.Lines()));
                await Task.Delay(20);
                ages.Clear();
                ages.RecordObservableInstruments();
            }
            while (!expected.SequenceEqual(ages.Lines().Order()));
        }
    }

    [Fact]
    public async Task A_collector_is_sent_traces_and_figures()
    {
        await using var collector = await Collector.StartAsync();
        await using (var server = await TestServer.StartAsync($"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_SERVICE_NAME=named-here"))
            await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers { totalCount } }" }), await server.TokenAsync());

        Assert.Contains("named-here", collector.Taken("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("Query resellers", collector.Taken("/v1/traces"), StringComparison.Ordinal);
        foreach (var instrument in (string[])["cspgraph.operations", "cspgraph.engine.statements.run", "http.server.request.duration", "dotnet.gc.collections"])
            Assert.Contains(instrument, collector.Taken("/v1/metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "json")]
    [InlineData("Production", "systemd", "--Logging:Console:FormatterName=systemd")]
    [InlineData("Development", null)]
    public async Task Lines_of_a_log_are_JSON_where_no_person_reads_them(string environment, string? formatter, params string[] settings)
    {
        await using var app = Server.Map(Server.Configure(["--ConnectionStrings:CspGraph=Data Source=:memory:", $"--environment={environment}", $"--contentRoot={AppContext.BaseDirectory}", "--AzureAd:ClientId=11111111-2222-4333-8444-555555555555", .. settings], TimeProvider.System));

        Assert.Equal(formatter, app.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName);
        Assert.True(formatter is not "json" || app.Services.GetRequiredService<IOptionsMonitor<JsonConsoleFormatterOptions>>().CurrentValue.IncludeScopes);
    }
}
