namespace CspGraph.Api.Host.Caching;

/// <summary>One request's offer to read an answer, for itself and for all who ask for the same meanwhile.</summary>
/// <remarks>
/// It reads from the request's own snapshot. So the request must not go before the reading has ended, even when its own client has
/// gone while others wait; and what was not begun by then is not begun any more.
/// </remarks>
sealed class Reading(Func<CancellationToken, Task<(CachedAnswer Answer, bool MayBeKept)>> read)
{
    // The cache reads on a thread that knows nothing of the request: its log lines would lose their correlation id.
    readonly ExecutionContext? context = ExecutionContext.Capture();
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int isTaken;

    /// <summary>What was read, kept or not; null when this request did not read.</summary>
    public CachedAnswer? Answer { get; private set; }

    /// <exception cref="NotKeptException">The answer may not be kept, or the request has gone.</exception>
    public ValueTask<CachedAnswer> RunAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref isTaken, 1) != 0) throw new NotKeptException();
        if (context is null) return ReadAsync(cancellation);
        var reading = default(ValueTask<CachedAnswer>);
        ExecutionContext.Run(context, _ => reading = ReadAsync(cancellation), null);
        return reading;
    }

    async ValueTask<CachedAnswer> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var (answer, mayBeKept) = await read(cancellation);
            Answer = answer;
            return mayBeKept ? answer : throw new NotKeptException();
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>Withdraws the offer, or waits for the reading's end.</summary>
    public Task EndAsync() => Interlocked.Exchange(ref isTaken, 1) == 0 ? Task.CompletedTask : ended.Task;
}

/// <summary>Nobody but the one who read it gets this answer.</summary>
sealed class NotKeptException() : Exception("The answer is not kept.");
