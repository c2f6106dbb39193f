using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>The way of an operation, whatever transport it came by: found and prepared, paid for, then answered or followed.</summary>
class GraphOperations(
    GraphEngine<CspGraphDb, Viewer> engine, Database database, RequestDocuments documents, Budget budget, Answers answers, Changes.Changes changes, EventStreams streams, ProductMeter meter, TimeProvider clock)
{
    /// <summary>An operation that is ready to be paid for, or one with the errors that keep it from running.</summary>
    public virtual async Task<Attempt<PreparedOperation>> PrepareAsync(GraphParameters parameters, Caller caller, string correlationId, CancellationToken cancellation)
    {
        try
        {
            var request = await documents.FindAsync(parameters, caller.Viewer, cancellation);
            if (!request.Succeeded)
            {
                meter.Ended(null, request.Refusal.Error.Code);
                return request.Refusal;
            }
            var operation = await engine.PrepareAsync(request.Value with { MayIntrospect = caller.Viewer.MayIntrospect, CorrelationId = correlationId }, cancellation);
            var excess = operation.Errors.Count == 0 ? budget.Excess(Budget.CostOf(operation)) : null;
            if ((excess ?? operation.Errors.FirstOrDefault()) is { } error) meter.Ended(operation, error.Code);
            return excess is null ? operation : new PreparedOperation { Kind = operation.Kind, Cost = operation.Cost, Errors = [excess] };
        }
        catch (Exception)
        {
            meter.Ended(null, RunningOperation.Failure(cancellation));
            throw;
        }
    }

    /// <summary>Takes what an operation without errors costs; a subscription pays once, when it begins.</summary>
    public async ValueTask<Charge> ChargeAsync(PreparedOperation operation, Caller caller)
    {
        var cost = Budget.CostOf(operation);
        var charge = await budget.ChargeAsync(caller.Viewer, caller.Client, cost);
        if (charge.Granted) meter.Charged(operation, cost);
        else meter.Ended(operation, TransportErrorCodes.RateLimited);
        return charge;
    }

    /// <summary>The response of a query or mutation, good as long as the memory is the caller's.</summary>
    public async Task<ReadOnlyMemory<byte>> AnswerAsync(PreparedOperation operation, Caller caller, string correlationId, AnswerPool.Answer memory, CostReport? report, CancellationToken cancellation)
    {
        using var running = new RunningOperation(meter, operation, caller.Viewer, clock, cancellation);
        if (operation.Kind is OperationKind.Mutation)
        {
            running.Answered(await changes.AnswerAsync(operation, caller, correlationId, memory.Bytes, report, cancellation));
            return memory.Bytes.WrittenMemory;
        }
        var (answer, isWhole) = await database.RetryAsync(async cancellation =>
        {
            // Nothing of an attempt that failed has gone out.
            memory.Bytes.ResetWrittenCount();
            await using var snapshot = await database.BeginSnapshotAsync(caller.Viewer, cancellation);
            return await answers.AnswerAsync(operation, snapshot, memory.Bytes, report, cancellation);
        }, cancellation);
        running.Answered(isWhole);
        return answer;
    }

    /// <summary>Begins to follow the events of a subscription.</summary>
    /// <exception cref="GraphException">It cannot begin.</exception>
    public virtual async Task<FollowedEvents> FollowAsync(EventStreamRequest request, CancellationToken cancellation)
    {
        try
        {
            var stream = await database.RetryAsync(cancellation => streams.OpenAsync(request, cancellation), cancellation);
            meter.Ended(request.Operation, "OK");
            return new(stream.ReadAsync, new Followed(stream, meter));
        }
        catch (Exception failure)
        {
            meter.Ended(request.Operation, failure is GraphException refused ? refused.Code : RunningOperation.Failure(cancellation));
            throw;
        }
    }
}

/// <summary>A subscription that is followed, and counted as long as it is.</summary>
sealed class Followed : IAsyncDisposable
{
    readonly EventStream stream;
    readonly ProductMeter meter;

    public Followed(EventStream stream, ProductMeter meter)
    {
        (this.stream, this.meter) = (stream, meter);
        meter.Followed(1);
    }

    public ValueTask DisposeAsync()
    {
        meter.Followed(-1);
        return stream.DisposeAsync();
    }
}

/// <summary>A subscription's events, as a transport reads them: once.</summary>
sealed class FollowedEvents(Func<CancellationToken, IAsyncEnumerable<EventMessage>> read, IAsyncDisposable stream) : IAsyncDisposable
{
    public IAsyncEnumerable<EventMessage> ReadAsync(CancellationToken cancellation) => read(cancellation);

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
