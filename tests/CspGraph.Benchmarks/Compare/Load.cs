using System.Diagnostics;

namespace CspGraph.Benchmarks.Compare;

/// <summary>One server, asked one operation over a few connections for a while: each asks again as soon as it is answered.</summary>
sealed class Load(ServerProcess server, byte[] request, int connections)
{
    public async Task<Measured> RunAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var before = await server.CountersAsync(cancellation);
        var started = Stopwatch.GetTimestamp();
        var asking = Enumerable.Range(0, connections)
            .Select(_ => Task.Factory.StartNew(() => Ask(started, duration, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        var latencies = (await Task.WhenAll(asking)).SelectMany(times => times).ToList();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = await server.CountersAsync(cancellation);
        return new(latencies, seconds, after.Cpu - before.Cpu, after.AllocatedBytes - before.AllocatedBytes, [.. after.Made.Zip(before.Made, (now, then) => now - then)]);
    }

    List<TimeSpan> Ask(long started, TimeSpan duration, CancellationToken cancellation)
    {
        using var connection = new HttpConnection(server.Port);
        var latencies = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(started) < duration && !cancellation.IsCancellationRequested)
        {
            var sent = Stopwatch.GetTimestamp();
            connection.Send(request);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }
        return latencies;
    }
}

/// <summary>What a server took for one operation.</summary>
/// <param name="Latencies">Of each request.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="Cpu">Of the whole process.</param>
/// <param name="AllocatedBytes">By the runtime's own count.</param>
/// <param name="Made">What was made anew, in the order of <see cref="StartupHook.Made"/>.</param>
sealed record Measured(IReadOnlyList<TimeSpan> Latencies, double Seconds, TimeSpan Cpu, long AllocatedBytes, IReadOnlyList<long> Made)
{
    public double CpuPerRequest => Cpu.TotalMilliseconds / Latencies.Count;

    public double RequestsPerSecond => Latencies.Count / Seconds;

    /// <summary>How much more one takes than another: the middle one of the rounds, so that one disturbed round does not count.</summary>
    public static double Ratio(IReadOnlyList<Measured> of, IReadOnlyList<Measured> to, Func<Measured, double> figure) =>
        of.Zip(to, (one, other) => figure(one) / figure(other)).Order().ElementAt(of.Count / 2);

    /// <summary>Several rounds as one.</summary>
    public static Measured Sum(IReadOnlyCollection<Measured> rounds) => new(
        [.. rounds.SelectMany(round => round.Latencies).Order()], rounds.Sum(round => round.Seconds),
        TimeSpan.FromTicks(rounds.Sum(round => round.Cpu.Ticks)), rounds.Sum(round => round.AllocatedBytes),
        [.. StartupHook.Made.Select((_, i) => rounds.Sum(round => round.Made[i]))]);
}
