using System.CommandLine;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Compare;

/// <summary>What the commands that measure servers have in common: a Release build, a folder of their own, and how they fail.</summary>
static class Bench
{
    public static Option<string?> Keep() => new("--keep") { Description = "A folder in which seeded networks stay for the next time (a large one takes 2.5 GB)." };

    public static Option<int> Rounds() => new("--rounds") { Description = "How often each operation is measured on each server.", DefaultValueFactory = _ => 5 };

    public static async Task<int> RunAsync(ParseResult parse, Option<string?> keep, Func<string, SeededNetwork, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-benchmark-").FullName;
        try
        {
            Machine.RequireRelease();
            await measure(folder, new SeededNetwork(folder, parse.GetValue(keep)));
            return 0;
        }
        catch (BenchmarkFailedException failure)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
