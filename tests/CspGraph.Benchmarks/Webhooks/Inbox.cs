using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>A back end that takes everything at once, and keeps which events it had and when each came first.</summary>
sealed class Inbox
{
    readonly Lock gate = new();
    readonly Dictionary<string, long> firsts = [];
    readonly List<string> order = [];
    TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often anything came.</summary>
    public int Receipts { get; private set; }

    public int Count
    {
        get
        {
            lock (gate) return order.Count;
        }
    }

    public async Task TakeAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        Take($"{http.Request.Headers["webhook-id"]}");
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>When an event first came, as the stopwatch tells time; null when it did not.</summary>
    public long? FirstOf(string id)
    {
        lock (gate) return firsts.TryGetValue(id, out var at) ? at : null;
    }

    /// <summary>When an event that was not there before came, by how many others had come: the first, the last.</summary>
    public long At(Index place)
    {
        lock (gate) return firsts[order[place]];
    }

    /// <summary>Waits until it has had so many events.</summary>
    public async Task ReachAsync(int count, TimeSpan patience, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            Task next;
            int had;
            lock (gate) (next, had) = (more.Task, order.Count);
            if (had >= count) return;
            if (Stopwatch.GetElapsedTime(began) > patience) throw new BenchmarkFailedException($"A healthy webhook had {had:N0} of {count:N0} events after {patience.TotalSeconds:0} s.");
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Throws where it had other events than it should have had, or in another order.</summary>
    public void Require(IReadOnlyList<string> expected, bool inOrder)
    {
        lock (gate)
        {
            var (missing, others) = (expected.Except(order).Count(), order.Except(expected).Count());
            if (missing + others > 0) throw new BenchmarkFailedException($"A healthy webhook had {order.Count:N0} events for {expected.Count:N0}: {missing:N0} are missing, {others:N0} not its own.");
            if (inOrder && !order.SequenceEqual(expected)) throw new BenchmarkFailedException("A healthy webhook had its events in another order.");
        }
    }

    void Take(string id)
    {
        lock (gate)
        {
            Receipts++;
            if (!firsts.TryAdd(id, Stopwatch.GetTimestamp())) return;
            order.Add(id);
            var reached = more;
            more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            reached.SetResult();
        }
    }
}
