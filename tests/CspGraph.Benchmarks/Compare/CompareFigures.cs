namespace CspGraph.Benchmarks.Compare;

/// <summary>The rounds of one operation on both servers, and the table of all.</summary>
sealed record CompareFigures(string Operation, int ResponseBytes, IReadOnlyList<Measured> Api, IReadOnlyList<Measured> Floor)
{
    /// <summary>As Markdown, to be kept.</summary>
    public static void Print(IReadOnlyList<CompareFigures> figures, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| operation | server | requests/s | p50 ms | p99 ms | CPU ms/request | allocated KB/request | answer KB | CPU to the floor's |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var operation in figures)
        {
            var ratio = Measured.Ratio(operation.Api, operation.Floor, round => round.CpuPerRequest);
            output.WriteLine(Row(operation.Operation, "API", operation.Api, operation.ResponseBytes, $"**{ratio:0.0}**"));
            output.WriteLine(Row("", "floor", operation.Floor, operation.ResponseBytes, ""));
        }
        output.WriteLine($"\nMade by the API in the counted rounds: {Made(figures)}.");
    }

    /// <summary>What should be nothing: these documents were seen before.</summary>
    static string Made(IReadOnlyList<CompareFigures> figures)
    {
        var made = Measured.Sum([.. figures.SelectMany(operation => operation.Api)]).Made;
        var by = figures.Where(operation => Measured.Sum(operation.Api).Made.Any(count => count > 0)).Select(operation => operation.Operation).ToList();
        return string.Join(", ", StartupHook.Made.Select((kind, i) => $"{made[i]} {kind.What}")) + (by.Count == 0 ? "" : $" (by {string.Join(", ", by)})");
    }

    static string Row(string operation, string server, IReadOnlyList<Measured> rounds, int responseBytes, string ratio)
    {
        var all = Measured.Sum([.. rounds]);
        var requests = all.Latencies.Count;
        return $"| {operation} | {server} | {all.RequestsPerSecond:N0} | {At(0.5):0.00} | {At(0.99):0.00} | {all.CpuPerRequest:0.000} | {all.AllocatedBytes / 1e3 / requests:N1} | {responseBytes / 1e3:N1} | {ratio} |";

        double At(double part) => all.Latencies[Math.Min(requests - 1, (int)(requests * part))].TotalMilliseconds;
    }
}
