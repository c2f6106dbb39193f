using System.ComponentModel;
using System.Diagnostics;

namespace CspGraph.Benchmarks.Imports;

/// <summary>What a process took from its start to its end.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Of all processors, in user and kernel mode.</param>
/// <param name="PeakBytes">The most memory that was resident; 0 where the system does not tell.</param>
sealed record MeasuredProcess(double Seconds, double CpuSeconds, long PeakBytes)
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a program to its end; its output is dropped unless it fails.</summary>
    /// <exception cref="BenchmarkFailedException">It did not end with 0.</exception>
    public static async Task<MeasuredProcess> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var exit = process.WaitForExitAsync(cancellation);
            var measured = new MeasuredProcess(0, 0, 0);
            // A process that has ended tells neither its time nor its peak: the last look stands for both.
            do measured = measured.LookAt(process);
            while (await Task.WhenAny(exit, Task.Delay(BetweenLooks, cancellation)) != exit);
            await exit;
            measured = measured with { Seconds = clock.Elapsed.TotalSeconds };
            return process.ExitCode == 0 ? measured
                : throw new BenchmarkFailedException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await error}{await output}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    MeasuredProcess LookAt(Process process)
    {
        try
        {
            process.Refresh();
            return this with { CpuSeconds = process.TotalProcessorTime.TotalSeconds, PeakBytes = Math.Max(PeakBytes, process.PeakWorkingSet64) };
        }
        // It may end before the look, or in the middle of it.
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            return this;
        }
    }
}
