using System.Buffers;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Host.Caching;

/// <summary>Answers an operation, from the cache where its answer holds.</summary>
/// <remarks>
/// The version of the data is the first thing that is read of the snapshot which the answer is then read from: so an answer is of the version
/// in its key, whoever writes meanwhile, and what was committed before a request began is in its answer.
/// </remarks>
sealed class Answers(GraphEngine<CspGraphDb, Viewer> engine, CacheSettings settings, ResponseCache cache, ViewerKeys keys, ProductMeter meter, TimeProvider clock)
{
    readonly BuildId build = BuildId.Of(engine);

    /// <summary>The response's bytes, good as long as the memory is the caller's, and whether no field has failed.</summary>
    /// <param name="operation">An operation without errors.</param>
    /// <param name="snapshot">What to read from.</param>
    /// <param name="memory">Where an answer is written that is read.</param>
    /// <param name="report">What the response tells of the cost, which is of the moment; null for nothing.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<(ReadOnlyMemory<byte> Bytes, bool IsWhole)> AnswerAsync(PreparedOperation operation, TenantSnapshot snapshot, ArrayBufferWriter<byte> memory, CostReport? report, CancellationToken cancellation)
    {
        var freshness = operation.Freshness;
        if (!settings.IsOn || operation.Kind is not OperationKind.Query || freshness is Freshness.OfNow || report is not null)
        {
            var isWholeNow = await ReadAsync(cancellation);
            return (memory.WrittenMemory, isWholeNow);
        }
        DateOnly? day = freshness is Freshness.OfDay ? Today() : null;
        var key = keys.Answer(snapshot.Viewer, build, snapshot.Version, day, operation);
        bool? isRead = null;
        var answer = await cache.GetAsync(key, ReadToKeepAsync, cancellation);
        meter.LookedUp(isHit: isRead is null);
        // What is kept is whole.
        return (answer.Bytes, isRead ?? true);

        Task<bool> ReadAsync(CancellationToken cancellation) => engine.ExecuteAsync(operation, new ProductSession(snapshot), memory, cancellation, report);

        async Task<(CachedAnswer, bool)> ReadToKeepAsync(CancellationToken cancellation)
        {
            var isWhole = await ReadAsync(cancellation);
            isRead = isWhole;
            // What was begun on one day and ended on the next is of neither.
            var mayBeKept = isWhole && memory.WrittenCount <= settings.MaxPayloadBytes && (day is null || day == Today());
            return (new CachedAnswer(mayBeKept ? memory.WrittenSpan.ToArray() : memory.WrittenMemory), mayBeKept);
        }
    }

    /// <summary>The tenant's day.</summary>
    DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
