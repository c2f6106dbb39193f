using System.Buffers;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Limits;

/// <summary>An operation ends when its time is up or its client has gone, even in the middle of a statement.</summary>
public sealed class TimeLimitTests
{
    [SkippableFact(Timeout = 60_000)]
    public async Task Fields_beyond_the_time_are_refused_and_those_before_it_delivered()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        await using var db = database.Open(network.Admin);
        var clock = new FakeTimeProvider();
        var engine = Engine(clock, whenRunning: () => clock.Advance(TimeSpan.FromSeconds(30)));

        var answer = await Task.Run(() => AnswerAsync(engine, "{ a: __typename endless b: customers { totalCount } }", db, CancellationToken.None));

        Assert.Equal("""{"a":"Query","endless":null,"b":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(["COST_EXCEEDED", "COST_EXCEEDED"], answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()));
    }

    [SkippableFact(Timeout = 60_000)]
    public async Task A_statement_is_interrupted_when_the_client_goes()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        await using var db = database.Open(network.Admin);
        using var client = new CancellationTokenSource();
        var engine = Engine(new FakeTimeProvider(), whenRunning: client.Cancel);

        var answer = Task.Run(() => AnswerAsync(engine, "{ endless }", db, client.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    /// <summary>An engine with a field whose statement never ends by itself.</summary>
    static GraphEngine<CspGraphDb, Viewer> Engine(TimeProvider clock, Action whenRunning) => new(
        new EndlessQuery(whenRunning), ProductSchema.Types(TimeProvider.System),
        ProductSchema.Options with { Clock = clock }, NullLogger.Instance);

    static async Task<JsonElement> AnswerAsync(GraphEngine<CspGraphDb, Viewer> engine, string query, CspGraphDb db, CancellationToken cancellation)
    {
        var operation = await engine.PrepareAsync(new GraphRequest(query), CancellationToken.None);
        var answer = new ArrayBufferWriter<byte>();
        await using var session = await ContextSession.OnAsync(db);
        await engine.ExecuteAsync(operation, session.Session, answer, cancellation);
        return JsonElement.Parse(answer.WrittenSpan);
    }
}
