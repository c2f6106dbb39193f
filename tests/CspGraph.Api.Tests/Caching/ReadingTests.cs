using CspGraph.Api.Host.Caching;

namespace CspGraph.Api.Tests.Caching;

/// <summary>Reading for others holds a request until it has ended, and never begins behind it.</summary>
public sealed class ReadingTests
{
    static readonly CachedAnswer Answer = new("{}"u8.ToArray());

    [Fact]
    public async Task A_request_ends_only_behind_its_reading()
    {
        var held = new TaskCompletionSource<(CachedAnswer, bool)>();
        var reading = new Reading(_ => held.Task);
        var run = reading.RunAsync(CancellationToken.None).AsTask();

        var end = reading.EndAsync();

        Assert.False(end.IsCompleted);
        held.SetResult((Answer, true));
        await end;
        Assert.Same(Answer, await run);
    }

    [Fact]
    public async Task A_request_that_has_ended_reads_for_nobody()
    {
        var reading = new Reading(_ => throw new InvalidOperationException("It was read."));
        await reading.EndAsync();

        await Assert.ThrowsAsync<NotKeptException>(() => reading.RunAsync(CancellationToken.None).AsTask());
        Assert.Null(reading.Answer);
    }

    [Fact]
    public async Task A_reading_that_fails_has_ended_too()
    {
        var reading = new Reading(_ => Task.FromException<(CachedAnswer, bool)>(new InvalidOperationException()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => reading.RunAsync(CancellationToken.None).AsTask());
        await reading.EndAsync();
    }
}
