using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Events;

/// <summary>The events of one subscription operation: those behind its cursor first, then those that happen.</summary>
sealed class EventStream(EventFeed feed, EventStreamRequest request, EventInterest interest, long position, EventSettings settings, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>After so many failures of the database in a row it fails for this stream alone, or for long: the client comes back.</summary>
    const int MostFailures = 10;

    readonly Channel<EventMessage> waiting = Channel.CreateUnbounded<EventMessage>(new() { SingleReader = true });
    readonly SemaphoreSlim lookingUp = new(1);
    long waitingBytes;
    int waitingCount;
    EventStreamEndedException? ended;

    /// <summary>The number up to which it has everything, or has it waiting.</summary>
    public long Position { get; private set; } = position;

    /// <summary>What it shows, to whom. Another one when access has changed.</summary>
    public EventInterest Interest { get; set; } = interest;

    /// <summary>Those that it shares every event with; null before it takes part. The feed's.</summary>
    public EventGroup? Group { get; set; }

    /// <summary>To be read once. It ends only by the token, or by an exception.</summary>
    /// <exception cref="EventStreamEndedException">It was ended from here: the client can resume behind the last cursor that it has seen.</exception>
    public async IAsyncEnumerable<EventMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await feed.JoinAsync(this, cancellation) is { } until)
        {
            while (Position < until)
            {
                var (messages, number) = await PageAsync(until, cancellation);
                foreach (var (_, message) in messages)
                {
                    cancellation.ThrowIfCancellationRequested();
                    ThrowIfEnded();
                    yield return message;
                }
                Position = number;
            }
        }
        while (await waiting.Reader.WaitToReadAsync(cancellation))
        {
            while (waiting.Reader.TryRead(out var message))
            {
                Interlocked.Decrement(ref waitingCount);
                Interlocked.Add(ref waitingBytes, -message.Result.Length);
                cancellation.ThrowIfCancellationRequested();
                ThrowIfEnded();
                yield return message;
            }
        }
        ThrowIfEnded();
    }

    async Task<(IReadOnlyList<(EventHead, EventMessage Message)> Messages, long Number)> PageAsync(long until, CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            try
            {
                return await feed.Loads.PageAsync(Interest, Position, until, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException && (failure is not GraphException { Code: ObjectionCodes.CursorExpired }))
            {
                if (!EventLoads.MayPass(failure) || ++failures == MostFailures) feed.Fail(this, failure);
                ThrowIfEnded();
                await Task.Delay(EventLoads.Pause, clock, cancellation);
            }
        }
    }

    /// <summary>Takes what has come, to be read: it waits for nobody. Called by the feed, in the order of the numbers.</summary>
    public void Take(IReadOnlyList<(EventHead Head, EventMessage Message)> told)
    {
        if (Volatile.Read(ref ended) is not null) return;
        foreach (var (head, message) in told)
        {
            // It has begun where the feed was not yet.
            if (head.Number <= Position) continue;
            if (Interlocked.Increment(ref waitingCount) > settings.BufferedEvents || Interlocked.Add(ref waitingBytes, message.Result.Length) > settings.BufferedBytes)
            {
                End(EventStreamEnd.SlowConsumer);
                return;
            }
            Position = head.Number;
            waiting.Writer.TryWrite(message);
        }
    }

    /// <summary>Ends it: what waits is not read any more, for the client comes back for it.</summary>
    public void End(EventStreamEnd reason)
    {
        Interlocked.CompareExchange(ref ended, new(reason), null);
        waiting.Writer.TryComplete();
    }

    public bool HasEnded => Volatile.Read(ref ended) is not null;

    /// <exception cref="EventStreamEndedException">It was ended.</exception>
    public void ThrowIfEnded()
    {
        if (Volatile.Read(ref ended) is { } end) throw new EventStreamEndedException(end.Reason);
    }

    /// <summary>Looks up anew what the client may see; ends it where that is nothing, or another tenant's.</summary>
    /// <remarks>One after the other, as it opens beside changes of access: what was looked up before one must not be taken for what holds behind it.</remarks>
    public async Task ReauthoriseAsync()
    {
        await lookingUp.WaitAsync();
        try
        {
            if (Volatile.Read(ref ended) is not null) return;
            var viewer = (await request.Reauthorise(CancellationToken.None))?.Viewer;
            if (viewer is null || viewer.TenantId != Interest.Viewer.TenantId || !viewer.May(Right.Read)) End(EventStreamEnd.NotAuthorized);
            else if (viewer != Interest.Viewer) feed.Change(this, Interest with { Viewer = viewer });
        }
        finally
        {
            lookingUp.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        End(EventStreamEnd.Draining);
        feed.Leave(this);
        return ValueTask.CompletedTask;
    }
}
