using System.Diagnostics;
using System.Globalization;

namespace CspGraph.Benchmarks.Compare;

/// <summary>Who runs where: a server on the first core, whoever asks it on the others. Where there is no taskset, or one core, the system decides.</summary>
static class Cores
{
    const string Program = "taskset";

    public static bool ArePinned { get; } =
        Environment.ProcessorCount > 1 && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, Program)));

    public static string Model => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : "unknown";

    /// <summary>The same start, bound to the first core; taskset becomes the program, so the process id is the program's.</summary>
    public static ProcessStartInfo OnFirst(ProcessStartInfo start)
    {
        if (!ArePinned) return start;
        foreach (var (place, argument) in new[] { "-c", "0", start.FileName }.Index()) start.ArgumentList.Insert(place, argument);
        start.FileName = Program;
        return start;
    }

    /// <summary>Keeps this process, all its threads, off the first core.</summary>
    public static async Task LeaveFirstAsync(CancellationToken cancellation)
    {
        if (!ArePinned) return;
        using var taskset = Process.Start(new ProcessStartInfo(Program, ["-acp", $"1-{Environment.ProcessorCount - 1}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        await taskset.StandardOutput.ReadToEndAsync(cancellation);
        await taskset.WaitForExitAsync(cancellation);
    }
}
