using System.Net.Sockets;
using CspGraph.Benchmarks.Processes;
using Microsoft.Diagnostics.NETCore.Client;

namespace CspGraph.Benchmarks.Soak;

/// <summary>What a process keeps in memory, looked at again and again since its last start.</summary>
sealed class MemoryWatch(Replica replica)
{
    /// <summary>It compiles what it is asked first.</summary>
    const int WarmUpSeconds = 30;

    const int SecondsBetweenLooks = 5;

    /// <summary>Fewer are no series.</summary>
    const int LeastLooks = 9;

    /// <summary>How much more the middle one of the last third may be than that of the first: what is under way at one moment and not at another.</summary>
    const long MostMore = 32L << 20;

    readonly List<long> kept = [];
    int starts;
    long most;

    public async Task WatchAsync(CancellationToken ending)
    {
        for (var second = 1; !ending.IsCancellationRequested; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ending).ContinueWith(_ => { }, TaskScheduler.Default);
            try
            {
                if (starts != replica.Starts) Begin();
                most = Math.Max(most, replica.OwnBytes);
                if (second % SecondsBetweenLooks != 0) continue;
                kept.Add(await replica.KeptBytesAsync(ending));
            }
            catch (Exception down) when (down is InvalidOperationException or IOException or SocketException or DiagnosticsClientException or TimeoutException or OperationCanceledException)
            {
                // It was killed just now, or the watch ends.
            }
        }
    }

    void Begin()
    {
        (starts, most) = (replica.Starts, 0);
        kept.Clear();
    }

    /// <summary>The middle of the first third behind the warm-up, that of the last, and the most that it had between collections; null when it was not watched for long enough.</summary>
    public (long First, long Last, long Most)? Series
    {
        get
        {
            const int WarmUp = WarmUpSeconds / SecondsBetweenLooks;
            if (kept.Count < WarmUp + LeastLooks) return null;
            var warm = kept[WarmUp..];
            var third = warm.Count / 3;
            return (Middle(warm[..third]), Middle(warm[^third..]), most);
        }
    }

    public static bool IsFlat((long First, long Last, long Most) series) => series.Last <= series.First + MostMore;

    static long Middle(List<long> values) => values.Order().ElementAt(values.Count / 2);
}
