using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CspGraph.Api.Imports;

/// <summary>Which process an import runs in, so that another can tell whether it is still there.</summary>
/// <remarks>Host, process id and start time: an id that was given out anew is told apart by its time.</remarks>
static class ImportOwner
{
    public static string Current { get; } = Of(Process.GetCurrentProcess());

    /// <summary>Whether the process is still there; null when that cannot be known: it was another host's.</summary>
    public static bool? IsAlive(string owner)
    {
        if (owner.Split(' ') is not [var host, var id, _] || host != Environment.MachineName) return null;
        try
        {
            return Of(Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture))) == owner;
        }
        catch (Exception missing) when (missing is ArgumentException or FileNotFoundException or DirectoryNotFoundException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static string Of(Process process)
    {
        using (process) return FormattableString.Invariant($"{Environment.MachineName} {process.Id} {StartOf(process)}");
    }

    /// <summary>On Linux in clock ticks since boot, as the kernel keeps it: the wall clock that .NET derives from them wavers.</summary>
    static long StartOf(Process process)
    {
        if (!OperatingSystem.IsLinux()) return process.StartTime.Ticks;
        var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{process.Id}/stat"));
        // The second field is the program's name in brackets, blanks and all; the start is the twenty-second.
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
    }
}
