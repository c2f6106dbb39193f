using System.Diagnostics.Metrics;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.SqlServer.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Polly;
using Polly.Retry;

namespace CspGraph.Data;

/// <summary>What a server fails by for a moment only: a connection that breaks, a failover, a deadlock. Whatever was begun is gone then, and may be done again as a whole.</summary>
public static class TransientFaults
{
    /// <summary>The name of the meter that counts what is done again.</summary>
    public const string MeterName = "CspGraph.Data";

    /// <summary>How often something is done again.</summary>
    internal const int Retries = 5;

    /// <summary>Nothing is begun again later than this behind its first beginning: whoever waits has a limit too.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>From this severity on the server, or the network, has ended the connection. The network's numbers differ between operating systems.</summary>
    const byte EndsConnection = 20;

    /// <summary>A migration has altered a table since the snapshot began; one that begins now is of the new one.</summary>
    const int SnapshotOfAlteredTable = 3961;

    static readonly ResiliencePropertyKey<long> Began = new("began");

    static readonly Counter<long> Retried = new Meter(MeterName).CreateCounter<long>("cspgraph.database.retries", "{retry}", "Operations begun again after a transient fault of the server.");

    /// <summary>Whether it may go well when it is done again from the beginning.</summary>
    public static bool IsTransient(this Exception failure) => ExecutionStrategy.CallOnWrappedException(failure, IsOfServer);

    /// <summary>Undoes a transaction that was not committed. Where its connection has gone the server has undone it, and the fault by which it went is the one to tell.</summary>
    public static async ValueTask UndoAsync(this IDbContextTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception gone) when (gone is InvalidOperationException || gone.IsTransient())
        {
        }
    }

    static bool IsOfServer(Exception failure) =>
#pragma warning disable EF1001 // The list is EF's own; what is public of it, the execution strategy, knows neither our clock nor a commit whose outcome is found out by other rows.
        SqlServerTransientExceptionDetector.ShouldRetryOn(failure)
#pragma warning restore EF1001
        || failure is SqlException { Class: >= EndsConnection } or SqlException { Number: SnapshotOfAlteredTable };

    internal static ResiliencePipeline Pipeline(TimeProvider clock) => new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromSeconds(4),
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } failure && failure.IsTransient()
            && attempt.Context.Properties.TryGetValue(Began, out var began) && clock.GetElapsedTime(began) < Patience),
        OnRetry = _ =>
        {
            Retried.Add(1);
            return default;
        },
    }).Build();

    internal static async Task<T> RunAsync<T>(this ResiliencePipeline pipeline, Func<CancellationToken, Task<T>> operation, TimeProvider clock, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Began, clock.GetTimestamp());
        try
        {
            return await pipeline.ExecuteAsync(static async (context, operation) => await operation(context.CancellationToken), context, operation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
