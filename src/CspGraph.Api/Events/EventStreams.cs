using System.Collections.Concurrent;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Host.Transport;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Events;

/// <summary>Subscriptions of this process to the event logs of all tenants.</summary>
sealed class EventStreams : IAsyncDisposable
{
    readonly ConcurrentDictionary<int, Lazy<EventFeed>> feeds = new();
    readonly GraphEngine<CspGraphDb, Viewer> engine;
    readonly Database database;
    readonly EventSettings settings;
    readonly ProductMeter meter;
    readonly TimeProvider clock;
    readonly ILogger<EventFeed> log;
    readonly CancellationToken stopping;

    public EventStreams(GraphEngine<CspGraphDb, Viewer> engine, Database database, EventSettings settings, ProductMeter meter, TimeProvider clock, ILogger<EventFeed> log, IHostApplicationLifetime lifetime)
    {
        (this.engine, this.database, this.settings, this.meter, this.clock, this.log) = (engine, database, settings, meter, clock, log);
        database.EventsCommitted += Wake;
        stopping = lifetime.ApplicationStopping;
        stopping.Register(() => EndAll(EventStreamEnd.Draining));
    }

    /// <summary>Raised for a tenant whose log is followed from now on.</summary>
    public event Action<int>? Followed;

    /// <summary>The tenants whose logs are followed.</summary>
    public IEnumerable<int> Tenants => feeds.Keys;

    /// <summary>Begins to follow a tenant's log for one subscription operation.</summary>
    /// <exception cref="GraphException">It cannot begin: CURSOR_EXPIRED, INVALID_CURSOR, NOT_FOUND, RATE_LIMITED, AUTH_NOT_AUTHENTICATED.</exception>
    public async Task<EventStream> OpenAsync(EventStreamRequest request, CancellationToken cancellation)
    {
        var tenant = request.Caller.Viewer.TenantId;
        var feed = feeds.GetOrAdd(tenant, _ => new(() => Follow(tenant)));
        var stream = await feed.Value.OpenAsync(request, cancellation);
        try
        {
            // From here on the stream hears of every change of access; what was changed before is seen now.
            await stream.ReauthoriseAsync();
            if (stopping.IsCancellationRequested) stream.End(EventStreamEnd.Draining);
            stream.ThrowIfEnded();
            return stream;
        }
        catch (EventStreamEndedException ended)
        {
            await stream.DisposeAsync();
            throw ended.Reason is EventStreamEnd.NotAuthorized
                ? new GraphException(TransportErrorCodes.NotAuthenticated, "The credential holds no longer.")
                : ended;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says that there may be something new in a tenant's log.</summary>
    public void Wake(int tenant)
    {
        if (feeds.TryGetValue(tenant, out var feed)) feed.Value.Wake();
    }

    void Wake(int tenant, long newest) => Wake(tenant);

    public async ValueTask DisposeAsync()
    {
        database.EventsCommitted -= Wake;
        foreach (var feed in feeds.Values) await feed.Value.DisposeAsync();
    }

    EventFeed Follow(int tenant)
    {
        var feed = new EventFeed(tenant, engine, database, settings, meter, clock, log);
        Followed?.Invoke(tenant);
        return feed;
    }

    void EndAll(EventStreamEnd reason)
    {
        foreach (var feed in feeds.Values) feed.Value.EndAll(reason);
    }
}

/// <summary>What a client asks to follow.</summary>
/// <param name="Operation">A prepared subscription without errors.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Reauthorise">Looks up anew who asks, whenever access in the tenant has changed; null when the credential opens it no more.</param>
/// <param name="LastEventId">The cursor that the transport was given (SSE's Last-Event-ID): it wins over the argument <c>after</c>; null for none.</param>
sealed record EventStreamRequest(PreparedOperation Operation, Caller Caller, Func<CancellationToken, Task<Caller?>> Reauthorise, string? LastEventId = null);

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
