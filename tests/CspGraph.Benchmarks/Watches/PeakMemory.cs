using System.Diagnostics;
using System.Globalization;

namespace CspGraph.Benchmarks.Watches;

/// <summary>The most memory of this process that was resident. Linux can be told to forget what was before; elsewhere it is that since the start.</summary>
static class PeakMemory
{
    public static void Forget()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    public static long Bytes
    {
        get
        {
            if (OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line)
                return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
