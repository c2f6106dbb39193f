using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Events;

/// <summary>Subscriptions of this process to the event logs of all tenants.</summary>
sealed class EventStreams
{
    /// <summary>Begins to follow a tenant's log for one subscription operation.</summary>
    /// <exception cref="GraphException">It cannot begin: CURSOR_EXPIRED, INVALID_CURSOR, NOT_FOUND, RATE_LIMITED, …</exception>
    public Task<EventStream> OpenAsync(EventStreamRequest request, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>What a client asks to follow.</summary>
/// <param name="Operation">A prepared subscription without errors.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Reauthorise">Looks up anew who asks, whenever access in the tenant has changed; null when the credential opens it no more.</param>
/// <param name="LastEventId">The cursor that the transport was given (SSE's Last-Event-ID): it wins over the argument <c>after</c>; null for none.</param>
sealed record EventStreamRequest(PreparedOperation Operation, Caller Caller, Func<CancellationToken, Task<Caller?>> Reauthorise, string? LastEventId = null);

/// <summary>The events of one subscription operation: those behind its cursor first, then those that happen.</summary>
sealed class EventStream : IAsyncDisposable
{
    /// <summary>To be read once. It ends only by the token, or by an exception.</summary>
    /// <exception cref="EventStreamEndedException">It was ended from here: the client can resume behind the last cursor that it has seen.</exception>
    public IAsyncEnumerable<EventMessage> ReadAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One event, as one operation shows it to viewers of one scope.</summary>
/// <param name="Cursor">By which it is resumed behind it: visible ASCII.</param>
/// <param name="Result">The whole execution result, as UTF-8 JSON: <c>{"data":{…}}</c>. Others are sent the same bytes.</param>
readonly record struct EventMessage(string Cursor, ReadOnlyMemory<byte> Result);

/// <summary>A stream was ended from here.</summary>
sealed class EventStreamEndedException(EventStreamEnd reason) : Exception($"The stream ended: {reason}.")
{
    public EventStreamEnd Reason { get; } = reason;
}

/// <summary>Why a stream was ended.</summary>
enum EventStreamEnd
{
    /// <summary>The process is about to end: another one takes the client.</summary>
    Draining,
    /// <summary>The client took its events too slowly: what waited for it became too much.</summary>
    SlowConsumer,
    /// <summary>The credential opens it no more.</summary>
    NotAuthorized,
    /// <summary>What is behind the last cursor is there no more, or cannot be read.</summary>
    Failed,
}
