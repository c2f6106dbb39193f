using System.Net.WebSockets;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>One socket of graphql-transport-ws, from its handshake to its end.</summary>
/// <remarks>Its messages are taken one after the other; each operation runs by itself. Whoever wants it closed says so, and the first one's reason is told.</remarks>
sealed partial class GraphSocket : IDisposable
{
    /// <summary>How long the other side may take to answer a close frame.</summary>
    static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    /// <summary>How long queries under way may take to end when the process is about to.</summary>
    static readonly TimeSpan DrainingTime = TimeSpan.FromSeconds(2);

    /// <summary>A timer's own limit is near: who waits for longer is woken in between.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>The first message holds a credential: nobody is known yet for whom more would be kept.</summary>
    const int MaxInitBytes = 1 << 16;

    static readonly ReadOnlyMemory<byte> Ack = """{"type":"connection_ack"}"""u8.ToArray();
    static readonly ReadOnlyMemory<byte> Pong = """{"type":"pong"}"""u8.ToArray();
    static readonly ReadOnlyMemory<byte> PongOf = """{"type":"pong","payload":"""u8.ToArray();
    static readonly ReadOnlyMemory<byte> End = "}"u8.ToArray();

    readonly WebSocket socket;
    readonly ITimer timer;
    readonly Lock gate = new();
    readonly Dictionary<string, SocketOperation> subscribers = [];
    readonly HashSet<SocketOperation> running = [];
    SocketClose? close;
    DateTime? expiresAt;
    TaskCompletionSource? anEnd;
    bool isInitiated;
    bool isAcknowledged;
    bool isDraining;

    public GraphSocket(GraphSockets sockets, WebSocket socket, SocketCredential credential, string correlationId)
    {
        (Sockets, this.socket, Credential, CorrelationId, Writer) = (sockets, socket, credential, correlationId, new SocketWriter(socket));
        timer = sockets.Clock.CreateTimer(static state => ((GraphSocket)state!).TimeIsUp(), this, sockets.Settings.InitTimeout, Timeout.InfiniteTimeSpan);
    }

    public GraphSockets Sockets { get; }
    public SocketCredential Credential { get; }
    public SocketWriter Writer { get; }

    /// <summary>The handshake's, for all that comes over the socket.</summary>
    public string CorrelationId { get; }

    public async Task RunAsync(CancellationToken stopping)
    {
        await using var registration = stopping.UnsafeRegister(static state => ((GraphSocket)state!).Drain(), this);
        try
        {
            await ReceiveAsync();
        }
        catch (Exception gone) when (SocketWriter.IsGone(gone))
        {
            // There is nobody to be told anything.
        }
        await EndAsync();
    }

    async Task ReceiveAsync()
    {
        using var reader = new SocketReader(socket);
        while (true)
        {
            var maxBytes = isAcknowledged ? Sockets.MaxMessageBytes : Math.Min(MaxInitBytes, Sockets.MaxMessageBytes);
            var received = await reader.ReadAsync(maxBytes);
            if (received.Type is WebSocketMessageType.Close) return;
            // What still comes before the other side has seen the close frame.
            if (close is not null) continue;
            if (received.IsTooLarge) Close(SocketClose.TooLarge(maxBytes));
            else if (received.Type is WebSocketMessageType.Binary) Close(SocketClose.Invalid("A message must be text"));
            else await TakeAsync(received.Bytes);
        }
    }

    async Task TakeAsync(ReadOnlyMemory<byte> json)
    {
        try
        {
            var message = SocketMessage.Read(json);
            switch (message.Type)
            {
                case SocketMessageType.ConnectionInit: await InitiateAsync(message.Payload); break;
                case SocketMessageType.Ping: await (message.Payload.IsEmpty ? Writer.WriteAsync(Pong) : Writer.WriteAsync(PongOf, message.Payload, End)); break;
                case SocketMessageType.Subscribe: await SubscribeAsync(message); break;
                case SocketMessageType.Complete: Complete(message.Id); break;
            }
        }
        catch (InvalidMessageException invalid)
        {
            Close(SocketClose.Invalid(invalid.Message));
        }
        catch (Exception failure)
        {
            Failed(Sockets.Log, CorrelationId, failure);
            Close(SocketClose.Failed(CorrelationId));
        }
    }

    async Task InitiateAsync(ReadOnlyMemory<byte> payload)
    {
        if (isInitiated)
        {
            Close(SocketClose.TooManyInits);
            return;
        }
        isInitiated = true;
        Credential.Take(payload);
        if (!Credential.IsGiven)
        {
            Close(SocketClose.Unauthorized);
            return;
        }
        if (await Credential.JudgeAsync() is { } objection)
        {
            Close(objection);
            return;
        }
        var caller = await Credential.CallerAsync();
        if (!caller.Succeeded)
        {
            Close(SocketClose.Forbidden(caller.Refusal.Message));
            return;
        }
        lock (gate)
        {
            if (close is not null || isDraining) return;
            isAcknowledged = true;
            expiresAt = caller.Value.ExpiresAt;
            AwaitExpiry();
        }
        await Writer.WriteAsync(Ack);
    }

    async Task SubscribeAsync(SocketMessage message)
    {
        if (!isAcknowledged)
        {
            Close(SocketClose.Unauthorized);
            return;
        }
        var parameters = GraphHttpRequest.FromBody(message.Payload);
        if (!parameters.Succeeded) throw new InvalidMessageException(parameters.Refusal.Message);
        var operation = new SocketOperation(this, message.Id, parameters.Value);
        while (true)
        {
            Task ended;
            lock (gate)
            {
                if (isDraining || close is not null) return;
                if (subscribers.ContainsKey(message.Id))
                {
                    Close(SocketClose.SubscriberExists(message.Id));
                    return;
                }
                if (subscribers.Count >= Sockets.Settings.MaxOperationsPerSocket) break;
                if (running.Count < Sockets.Settings.MaxOperationsPerSocket)
                {
                    running.Add(operation);
                    subscribers.Add(message.Id, operation);
                    // On a thread of its own: a query's database may be read without a pause, and what ends the query comes by this one.
                    _ = Task.Run(operation.RunAsync);
                    return;
                }
                ended = AnEnd();
            }
            // One of those that run has no id any more, for one of both sides has said that it is complete: there is room in a moment.
            await ended;
        }
        await operation.RefuseAsync([new GraphError(TransportErrorCodes.RateLimited, $"No more than {Sockets.Settings.MaxOperationsPerSocket} operations run on one socket: complete one first.")]);
    }

    void Complete(string id)
    {
        lock (gate)
        {
            if (!subscribers.Remove(id, out var operation)) return;
            operation.Cancel();
        }
    }

    /// <summary>Frees an operation's id, for its last message.</summary>
    /// <returns>False: the client has freed it before, and is told no more.</returns>
    public bool Free(SocketOperation operation)
    {
        lock (gate)
            return subscribers.TryGetValue(operation.Id, out var subscriber) && subscriber == operation && subscribers.Remove(operation.Id);
    }

    /// <summary>Notes that an operation goes on until it is ended: nobody waits for its end when the process is about to.</summary>
    /// <returns>False: the process is about to end.</returns>
    public bool BeginFollowing(SocketOperation operation)
    {
        lock (gate)
        {
            operation.IsFollowing = !isDraining;
            return operation.IsFollowing;
        }
    }

    /// <summary>Notes an operation's end.</summary>
    public void Ended(SocketOperation operation)
    {
        Free(operation);
        lock (gate)
        {
            running.Remove(operation);
            anEnd?.SetResult();
            anEnd = null;
            if (isDraining && running.Count == 0) Close(SocketClose.Draining);
        }
    }

    /// <summary>The next end of an operation. To be asked for under the lock, while one runs.</summary>
    Task AnEnd() => (anEnd ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Begins to close the socket, unless that was begun; what runs on it is ended.</summary>
    public void Close(SocketClose why)
    {
        lock (gate)
        {
            if (close is not null) return;
            close = why;
            timer.Change(ClosingTime, Timeout.InfiniteTimeSpan);
            foreach (var operation in running) operation.Cancel();
        }
        _ = Writer.CloseAsync(why);
    }

    void Drain()
    {
        lock (gate)
        {
            if (close is not null) return;
            isDraining = true;
            timer.Change(DrainingTime, Timeout.InfiniteTimeSpan);
            foreach (var operation in running)
                if (operation.IsFollowing) operation.Cancel();
            if (running.Count > 0) return;
        }
        Close(SocketClose.Draining);
    }

    void TimeIsUp()
    {
        lock (gate)
        {
            if (close is not null) socket.Abort();
            else if (isDraining) Close(SocketClose.Draining);
            else if (isAcknowledged) AwaitExpiry();
            else if (!isInitiated) Close(SocketClose.InitTimeout);
        }
    }

    void AwaitExpiry()
    {
        if (expiresAt is not { } end) return;
        var left = end - Sockets.Clock.GetUtcNow().UtcDateTime;
        if (left <= TimeSpan.Zero) Close(SocketClose.Forbidden("The credential has expired"));
        else timer.Change(left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Answers the other side's close frame, and waits until nothing runs any more.</summary>
    async Task EndAsync()
    {
        Close(SocketClose.Normal);
        await Writer.CloseAsync(SocketClose.Normal);
        while (true)
        {
            Task ended;
            lock (gate)
            {
                if (running.Count == 0) return;
                ended = AnEnd();
            }
            await ended;
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        Writer.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "A socket failed ({CorrelationId}).")]
    static partial void Failed(ILogger log, string correlationId, Exception exception);
}
