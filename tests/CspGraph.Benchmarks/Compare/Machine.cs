using System.Reflection;
using System.Runtime.InteropServices;
using CspGraph.Data;

namespace CspGraph.Benchmarks.Compare;

static class Machine
{
    /// <summary>What figures are worth nothing without.</summary>
    public static string Describe(int rounds, int connections) =>
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores of {Cores.Model}, {RuntimeInformation.FrameworkDescription}, " +
        $"{rounds} rounds, {connections} connections, server and client {(Cores.ArePinned ? "on cores of their own" : "not pinned")}, " +
        $"build {typeof(Database).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}.";
}
