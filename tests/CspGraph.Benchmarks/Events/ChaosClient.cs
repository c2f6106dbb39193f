using System.Net.WebSockets;
using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Events;

/// <summary>Follows a log from its start, whatever becomes of its connections: it comes back to any replica, behind the last event that it has.</summary>
/// <param name="isSocket">Over WebSocket; over server-sent events otherwise.</param>
/// <param name="root">At or under whom it follows; null for the whole tenant.</param>
/// <param name="token">What it shows to a replica.</param>
/// <param name="replicas">Where it may connect.</param>
/// <param name="random">By which it chooses.</param>
/// <param name="isPassing">Whether an error is one of those after which it comes back; by default none is.</param>
sealed class ChaosClient(bool isSocket, Guid? root, Func<Replica, CancellationToken, Task<string>> token, IReadOnlyList<Replica> replicas, Random random, Func<string, bool>? isPassing = null) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly Lock gate = new();
    readonly List<string> cursors = [];
    readonly CancellationTokenSource ending = new();
    TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Follower? follower;
    Task running = Task.CompletedTask;
    string? failure;

    public Guid? Root => root;
    public int Connections { get; private set; }

    public int Count
    {
        get
        {
            lock (gate) return cursors.Count;
        }
    }

    public void Start(CancellationToken cancellation) => running = Task.Run(() => RunAsync(cancellation), cancellation);

    /// <summary>Cuts its connection without a word.</summary>
    public void Cut() => follower?.Abort();

    async Task RunAsync(CancellationToken cancellation)
    {
        while (!ending.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            try
            {
                await using var connected = await ConnectAsync(replicas[random.Next(replicas.Count)], ending.Token);
                follower = connected;
                Connections++;
                await connected.RunAsync(Take, ending.Token);
            }
            catch (BenchmarkFailedException passing) when (isPassing?.Invoke(passing.Message) is true)
            {
                // It comes back.
            }
            catch (BenchmarkFailedException refused)
            {
                failure = refused.Message;
                return;
            }
            catch (Exception cut) when (cut is WebSocketException or IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                // It comes back.
            }
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    async Task<Follower> ConnectAsync(Replica replica, CancellationToken cancellation)
    {
        var shown = await token(replica, cancellation);
        string after;
        lock (gate) after = cursors.Count > 0 ? cursors[^1] : EventCursor.Start;
        if (!isSocket) return await EventSourceFollower.ConnectAsync(replica.Port, shown, Follower.Query, after, cancellation);
        var socket = await SocketFollower.ConnectAsync(replica.Port, shown, cancellation);
        await socket.SubscribeAsync(Follower.Query, new { after }, cancellation);
        return socket;
    }

    void Take(ReadOnlyMemory<byte> result)
    {
        var json = JsonElement.Parse(result.Span);
        var data = isSocket ? json.GetProperty("payload").GetProperty("data") : json.GetProperty("data");
        lock (gate)
        {
            cursors.Add(data.GetProperty("events").GetProperty("cursor").GetString()!);
            var reached = more;
            more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            reached.SetResult();
        }
    }

    /// <summary>Waits until it has so many events, or for as long as it may take.</summary>
    public async Task ReachAsync(int count, TimeSpan patience)
    {
        using var time = new CancellationTokenSource(patience);
        try
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (cursors.Count >= count || failure is not null) return;
                    next = more.Task;
                }
                await next.WaitAsync(time.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What is missing is told.
        }
    }

    /// <summary>Where what it had is something else than what it should have had; null where it is the same.</summary>
    public string? Difference(IReadOnlyList<string> expected)
    {
        lock (gate)
        {
            if (failure is not null) return failure;
            if (cursors.SequenceEqual(expected)) return null;
            var at = Enumerable.Range(0, Math.Min(cursors.Count, expected.Count)).FirstOrDefault(i => cursors[i] != expected[i], Math.Min(cursors.Count, expected.Count));
            return $"{cursors.Count} events for {expected.Count}, the first difference at {at}, {cursors.Count - cursors.Distinct().Count()} twice, {expected.Except(cursors).Count()} missing, {cursors.Except(expected).Count()} not its own";
        }
    }

    public override string ToString() => $"{(isSocket ? "WebSocket" : "SSE")}, {root?.ToString() ?? "whole tenant"}";

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running;
        ending.Dispose();
    }
}
