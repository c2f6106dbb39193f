using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>Answers an operation as an event stream, in the distinct connections mode of the package graphql-sse: <c>next</c> for each result, then <c>complete</c>.</summary>
/// <remarks>A stream that ends without <c>complete</c> is to be resumed: by the same request, with the last id that came.</remarks>
sealed partial class ServerSentEvents(Viewers viewers, GraphOperations operations, AnswerPool pool, SubscriptionSettings settings, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ServerSentEvents> log)
{
    public const string LastEventIdHeader = "Last-Event-ID";

    static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>So much is gathered while more is ready, before it is sent.</summary>
    const int MaxUnsentBytes = 1 << 15;

    /// <summary>Near a timer's own limit. Who follows for longer is let come back.</summary>
    static readonly TimeSpan LongestStream = TimeSpan.FromDays(30);

    /// <summary>Timers count coarser milliseconds than the clock, and may be some early.</summary>
    static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(50);

    /// <returns>Why nothing was begun; null when it was answered.</returns>
    public async Task<Refusal?> AnswerAsync(HttpContext http, PreparedOperation operation, Caller caller)
    {
        if (operation.Errors.Count > 0)
        {
            Begin(http);
            await EndAsync(http, operation.Errors);
            return null;
        }
        if (operation.Kind is OperationKind.Subscription && lifetime.ApplicationStopping.IsCancellationRequested) return Refusal.Stopping(http.TraceIdentifier);
        var charge = await operations.ChargeAsync(operation, caller);
        if (!charge.Granted) return charge.Refusal(Budget.CostOf(operation));
        return operation.Kind is OperationKind.Subscription ? await FollowAsync(http, operation, caller) : await AnswerOnceAsync(http, operation, caller);
    }

    async Task<Refusal?> AnswerOnceAsync(HttpContext http, PreparedOperation operation, Caller caller)
    {
        using var memory = pool.Rent();
        var answer = await operations.AnswerAsync(operation, caller, http.TraceIdentifier, memory, report: null, http.RequestAborted);
        Begin(http);
        WriteNext(http.Response.BodyWriter, answer.Span);
        await CompleteAsync(http);
        return null;
    }

    async Task<Refusal?> FollowAsync(HttpContext http, PreparedOperation operation, Caller caller)
    {
        using var expiry = new CancellationTokenSource(Until(caller.ExpiresAt), clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping, expiry.Token);
        var isBegun = false;
        try
        {
            var lastEventId = http.Request.Headers[LastEventIdHeader] is [{ Length: > 0 } given] ? given : null;
            await using var events = await operations.FollowAsync(new EventStreamRequest(operation, caller, async _ => (await viewers.OfAsync(http, isPresented: false)).Value, lastEventId), ended.Token);
            Begin(http);
            isBegun = true;
            // The headers go out with it, so that the client knows that it is heard: with nothing behind them they would wait for an event.
            http.Response.BodyWriter.Write(Comment);
            await SendAsync(http.Response.BodyWriter, events, ended.Token);
            await CompleteAsync(http);
        }
        catch (GraphException refused) when (refused.Code == TransportErrorCodes.RateLimited)
        {
            return Refusal.RateLimited(refused.Message, retryAfter: 1);
        }
        catch (GraphException refused)
        {
            await FailAsync(GraphError.Of(refused));
        }
        catch (Exception) when (!isBegun && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Refusal.Stopping(http.TraceIdentifier);
        }
        catch (EventStreamEndedException end)
        {
            if (end.Reason is EventStreamEnd.Failed) Failed(log, http.TraceIdentifier, end);
            // Coming back with the same token, or behind the same event, would lead nowhere.
            if (ErrorOf(end.Reason, http.TraceIdentifier) is { } error) await FailAsync(error);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            if (caller.ExpiresAt - TimerError <= clock.GetUtcNow().UtcDateTime) await FailAsync(Refusal.TokenInvalid().Error);
        }
        return null;

        Task FailAsync(GraphError error)
        {
            if (!isBegun) Begin(http);
            return EndAsync(http, [error]);
        }
    }

    TimeSpan Until(DateTime? expiry)
    {
        if (expiry - clock.GetUtcNow().UtcDateTime is not { } left || left > LongestStream) return LongestStream;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Sends what comes, and a comment whenever nothing comes for a while.</summary>
    async Task SendAsync(PipeWriter body, FollowedEvents events, CancellationToken cancellation)
    {
        using var silence = new PeriodicTimer(settings.KeepAlive, clock);
        Task? beat = null;
        await using var messages = events.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            var arrival = messages.MoveNextAsync();
            if (arrival.IsCompleted)
            {
                if (!await arrival) return;
            }
            else
            {
                var next = arrival.AsTask();
                // Without the token: what is thrown while an event is waited for would leave the reader behind. Who reads nothing is cut off by Kestrel.
                await body.FlushAsync(CancellationToken.None);
                while (await Task.WhenAny(next, beat ??= silence.WaitForNextTickAsync(CancellationToken.None).AsTask()) != next)
                {
                    beat = null;
                    body.Write(Comment);
                    await body.FlushAsync(CancellationToken.None);
                }
                if (!await next) return;
            }
            WriteNext(body, messages.Current.Result.Span, messages.Current.Cursor);
            if (body.UnflushedBytes > MaxUnsentBytes) await body.FlushAsync(CancellationToken.None);
        }
    }

    static void Begin(HttpContext http)
    {
        http.Response.Begin(StatusCodes.Status200OK, ResponseMediaType.EventStream);
        // A proxy of nginx's kind would gather what is to be seen at once.
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    static async Task EndAsync(HttpContext http, IReadOnlyList<GraphError> errors)
    {
        var result = new ArrayBufferWriter<byte>();
        ErrorResponse.Write(errors, result);
        WriteNext(http.Response.BodyWriter, result.WrittenSpan);
        await CompleteAsync(http);
    }

    static async Task CompleteAsync(HttpContext http)
    {
        http.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>Results are one line each: JSON as it is written here has no line breaks.</summary>
    static void WriteNext(PipeWriter body, ReadOnlySpan<byte> result, string? cursor = null)
    {
        body.Write("event: next\n"u8);
        if (cursor is not null)
        {
            body.Write("id: "u8);
            Encoding.ASCII.GetBytes(cursor, body);
            body.Write("\n"u8);
        }
        body.Write("data: "u8);
        body.Write(result);
        body.Write("\n\n"u8);
    }

    static GraphError? ErrorOf(EventStreamEnd reason, string correlationId) => reason switch
    {
        EventStreamEnd.NotAuthorized => Refusal.TokenInvalid().Error,
        EventStreamEnd.Failed => new(GraphErrorCodes.Internal, "Something failed here.", CorrelationId: correlationId),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "An event stream failed ({CorrelationId}).")]
    static partial void Failed(ILogger log, string correlationId, Exception exception);
}
