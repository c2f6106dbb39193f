using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Soak;

/// <summary>What a process has in memory of its own, each second since its last start.</summary>
sealed class MemoryWatch(Replica replica)
{
    /// <summary>It compiles what it is asked first, and the collector finds its pace.</summary>
    public const int WarmUpSeconds = 30;

    /// <summary>Less is no series.</summary>
    public const int LeastSeconds = 45;

    /// <summary>How much more the middle one of the last third may be than that of the first: what a collector does from one minute to the next.</summary>
    const long MostMore = 32L << 20;

    readonly List<long> samples = [];
    readonly Lock gate = new();
    int starts;

    public async Task WatchAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ending).ContinueWith(_ => { }, TaskScheduler.Default);
            try
            {
                var bytes = replica.OwnBytes;
                lock (gate)
                {
                    if (starts != replica.Starts) samples.Clear();
                    starts = replica.Starts;
                    samples.Add(bytes);
                }
            }
            catch (Exception down) when (down is InvalidOperationException or IOException)
            {
                // It was killed just now.
            }
        }
    }

    /// <summary>The middle of the first third behind the warm-up, that of the last, and the most; null when it was not watched for long enough.</summary>
    public (long First, long Last, long Most)? Series
    {
        get
        {
            lock (gate)
            {
                if (samples.Count < WarmUpSeconds + LeastSeconds) return null;
                var warm = samples[WarmUpSeconds..];
                var third = warm.Count / 3;
                return (Middle(warm[..third]), Middle(warm[^third..]), samples.Max());
            }
        }
    }

    public static bool IsFlat((long First, long Last, long Most) series) => series.Last <= series.First + MostMore;

    static long Middle(List<long> values) => values.Order().ElementAt(values.Count / 2);
}
