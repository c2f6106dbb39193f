using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using CspGraph.Data;

namespace CspGraph.Benchmarks.Compare;

static class Machine
{
    /// <summary>Throws when the product was built to be debugged: its figures would be another program's.</summary>
    public static void RequireRelease()
    {
        if (typeof(Database).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            throw new BenchmarkFailedException("This is a Debug build: run with -c Release.");
    }

    /// <summary>What figures are worth nothing without.</summary>
    public static string Describe(int rounds) =>
        $"{Itself}, {rounds} rounds, {Turns.Connections} connections, server and client {(Cores.ArePinned ? "on cores of their own" : "not pinned")}, {Build}.";

    /// <summary>The same for what runs in one process, once.</summary>
    public static string Describe() => $"{Itself}, {Build}.";

    static string Itself => $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores of {Cores.Model}, {RuntimeInformation.FrameworkDescription}";

    static string Build => $"build {typeof(Database).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
}
