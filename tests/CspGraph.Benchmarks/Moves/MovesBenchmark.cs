using System.Buffers;
using System.Diagnostics;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Benchmarks.Compare;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Benchmarks.Moves;

/// <summary>The mutation as a whole, to its commit; beside it only the paths of the same subtree, taken away and written anew from all statements.</summary>
sealed class MovesBenchmark(int size, int rounds, TextWriter output)
{
    const string Move = "mutation($reseller: ID!, $parent: ID) { moveReseller(input: { reseller: $reseller, parent: $parent }) { moved { resellers } gainedCount lostCount verdictChangeCount errors { code } } }";

    readonly GraphEngine<CspGraphDb, Viewer> engine = ProductSchema.CreateEngine(NullLogger.Instance);
    readonly Caller caller = new(MovedNetwork.Admin, new Actor(ActorKind.Person, "benchmark", "Benchmark"), ClientId.Of(new ClaimsPrincipal(new ClaimsIdentity([new("oid", "benchmark")]))));

    public async Task RunAsync(CancellationToken cancellation)
    {
        Machine.RequireRelease();
        await using var network = await MovedNetwork.CreateAsync(size, cancellation);
        var (moves, rebuilds) = (new List<double>(), new List<double>());
        for (var i = 0; i < 2 * rounds + 2; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await MoveAsync(network, network.Ends[(i + 1) % 2], cancellation);
            var moved = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            var paths = await RebuildAsync(network, cancellation);
            var rebuilt = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            // The first two warm up.
            if (i < 2) continue;
            moves.Add(moved);
            rebuilds.Add(rebuilt);
            if (i == 2 * rounds + 1) await output.WriteLineAsync($"{size:N0} resellers, {paths:N0} paths above them by then, {moves.Count} moves.\n");
        }
        await output.WriteLineAsync("| | ms, the middle one | fastest | slowest |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, times) in new[] { ("moveReseller, all of it", moves), ("only the paths, anew from the statements", rebuilds) })
            await output.WriteLineAsync($"| {name} | {times.Order().ElementAt(times.Count / 2):N0} | {times.Min():N0} | {times.Max():N0} |");
    }

    async Task MoveAsync(MovedNetwork network, Guid parent, CancellationToken cancellation)
    {
        var variables = JsonSerializer.SerializeToElement(new { reseller = new NodeId('R', network.Root).ToString(), parent = new NodeId('R', parent).ToString() });
        var operation = await engine.PrepareAsync(new GraphRequest(Move, Variables: variables), cancellation);
        var answer = new ArrayBufferWriter<byte>();
        await using var services = new ServiceCollection().BuildServiceProvider();
        await new Changes(engine, network.Database, new AuditTrail(network.Database, TimeProvider.System), services, TimeProvider.System).AnswerAsync(operation, caller, "benchmark", answer, report: null, cancellation);
        var text = Encoding.UTF8.GetString(answer.WrittenSpan);
        if (!text.Contains($"\"moved\":{{\"resellers\":{size}}}", StringComparison.Ordinal)) throw new BenchmarkFailedException(text);
    }

    /// <summary>What a move would have to do that changed no path but wrote all of them.</summary>
    async Task<long> RebuildAsync(MovedNetwork network, CancellationToken cancellation)
    {
        await using var transaction = await network.Database.BeginWriteAsync(MovedNetwork.Admin, cancellation);
        var (db, root) = (transaction.Db, network.Root);
        var history = new ResellerHistory(await db.ResellerPlacements.AsNoTracking().ToListAsync(cancellation), id => id.ToString());
        var moving = await db.ResellerClosure.Where(path => path.AncestorId == root && path.ValidTo == null).Select(path => path.DescendantId).ToListAsync(cancellation);
        foreach (var chunk in moving.Chunk(1_000))
            await db.ResellerClosure.Where(path => chunk.Contains(path.DescendantId)).ExecuteDeleteAsync(cancellation);
        var written = await BulkInsert.WriteAsync(db, moving.SelectMany(history.PathsOf), cancellation);
        await transaction.CommitAsync(cancellation);
        return written;
    }
}
