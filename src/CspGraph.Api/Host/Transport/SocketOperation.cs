using System.Buffers;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>One operation on a socket, from its <c>subscribe</c> to its end.</summary>
sealed partial class SocketOperation
{
    static readonly ReadOnlyMemory<byte> End = "}"u8.ToArray();

    readonly GraphSocket socket;
    readonly GraphParameters parameters;
    readonly CancellationTokenSource cancellation = new();
    readonly byte[] beforeResult;
    volatile bool isOver;

    public SocketOperation(GraphSocket socket, string id, GraphParameters parameters)
    {
        (this.socket, Id, this.parameters) = (socket, id, parameters);
        beforeResult = Encoding.UTF8.GetBytes($$"""{"id":"{{JsonEncodedText.Encode(id)}}","type":"next","payload":""");
    }

    public string Id { get; }

    /// <summary>Whether it is a subscription that has begun.</summary>
    public bool IsFollowing { get; set; }

    /// <summary>Whether nobody is told any more of it.</summary>
    public bool IsOver => isOver;

    /// <summary>Ends it, without a word to the client. What ends with it does so on other threads: the caller holds locks.</summary>
    public void Cancel()
    {
        isOver = true;
        _ = cancellation.CancelAsync();
    }

    public async Task RunAsync()
    {
        try
        {
            await AnswerAsync(cancellation.Token);
        }
        catch (OperationCanceledException) when (isOver)
        {
            // By the client, or with its socket.
        }
        catch (EventStreamEndedException ended) when (CloseFor(ended.Reason) is { } why)
        {
            socket.Close(why);
        }
        catch (GraphException refused)
        {
            await RefuseAsync([GraphError.Of(refused)]);
        }
        catch (Exception failure)
        {
            Failed(socket.Sockets.Log, socket.CorrelationId, failure);
            await RefuseAsync([new GraphError(GraphErrorCodes.Internal, "Something failed here.", CorrelationId: socket.CorrelationId)]);
        }
        finally
        {
            socket.Ended(this);
        }
    }

    async Task AnswerAsync(CancellationToken token)
    {
        var operations = socket.Sockets.Operations;
        var caller = await socket.Credential.CallerAsync();
        if (!caller.Succeeded)
        {
            socket.Close(SocketClose.Forbidden(caller.Refusal.Message));
            return;
        }
        var prepared = await operations.PrepareAsync(parameters, caller.Value, socket.CorrelationId, token);
        if (!prepared.Succeeded)
        {
            await RefuseAsync([prepared.Refusal.Error]);
            return;
        }
        var operation = prepared.Value;
        if (operation.Errors.Count > 0)
        {
            await RefuseAsync(operation.Errors);
            return;
        }
        var charge = await operations.ChargeAsync(operation, caller.Value);
        if (!charge.Granted) await RefuseAsync([charge.Refusal(Budget.CostOf(operation)).Error]);
        else if (operation.Kind is OperationKind.Subscription) await FollowAsync(operation, caller.Value, token);
        else await AnswerOnceAsync(operation, caller.Value, token);
    }

    async Task AnswerOnceAsync(PreparedOperation operation, Caller caller, CancellationToken token)
    {
        using (var memory = socket.Sockets.Pool.Rent())
        {
            var answer = await socket.Sockets.Operations.AnswerAsync(operation, caller, socket.CorrelationId, memory, report: null, token);
            await socket.Writer.WriteAsync(beforeResult, answer, End, this);
        }
        await CompleteAsync();
    }

    async Task FollowAsync(PreparedOperation operation, Caller caller, CancellationToken token)
    {
        if (!socket.BeginFollowing(this)) return;
        await using var events = await socket.Sockets.Operations.FollowAsync(new EventStreamRequest(operation, caller, ReauthoriseAsync), token);
        await foreach (var message in events.ReadAsync(token)) await socket.Writer.WriteAsync(beforeResult, message.Result, End, this);
        await CompleteAsync();
    }

    async Task<Caller?> ReauthoriseAsync(CancellationToken token) => (await socket.Credential.CallerAsync(isPresented: false)).Value;

    async Task CompleteAsync()
    {
        // Before it is told: the client may use its id again at once.
        if (!socket.Free(this)) return;
        await socket.Writer.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":"{{JsonEncodedText.Encode(Id)}}","type":"complete"}"""));
    }

    /// <summary>Tells why there is no result, or no more.</summary>
    public async Task RefuseAsync(IReadOnlyList<GraphError> errors)
    {
        if (isOver) return;
        socket.Free(this);
        var list = new ArrayBufferWriter<byte>();
        ErrorResponse.WriteList(errors, list);
        await socket.Writer.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":"{{JsonEncodedText.Encode(Id)}}","type":"error","payload":"""), list.WrittenMemory, End);
    }

    /// <summary>What the end of a stream means for its socket; null where it is this operation's alone.</summary>
    static SocketClose? CloseFor(EventStreamEnd reason) => reason switch
    {
        EventStreamEnd.Draining => SocketClose.Draining,
        EventStreamEnd.SlowConsumer => SocketClose.SlowConsumer,
        EventStreamEnd.NotAuthorized => SocketClose.Forbidden(),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "An operation on a socket failed ({CorrelationId}).")]
    static partial void Failed(ILogger log, string correlationId, Exception exception);
}
