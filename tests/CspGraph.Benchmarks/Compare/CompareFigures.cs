namespace CspGraph.Benchmarks.Compare;

/// <summary>The rounds of one operation on both servers, and the table of all.</summary>
sealed record CompareFigures(string Operation, int ResponseBytes)
{
    readonly List<Measured> api = [];
    readonly List<Measured> floor = [];

    /// <summary>What the API took in all rounds.</summary>
    public Measured OfApi => Measured.Sum(api);

    /// <summary>CPU for a request, as a multiple of the floor's: the middle one of the rounds, so that one disturbed round does not count.</summary>
    double Ratio => api.Zip(floor, (api, floor) => api.CpuPerRequest / floor.CpuPerRequest).Order().ElementAt(api.Count / 2);

    public void Add(Measured ofApi, Measured ofFloor)
    {
        api.Add(ofApi);
        floor.Add(ofFloor);
    }

    /// <summary>As Markdown, to be kept.</summary>
    public static void Print(IReadOnlyList<CompareFigures> figures, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| operation | server | requests/s | p50 ms | p99 ms | CPU ms/request | allocated KB/request | answer KB | CPU to the floor's |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var operation in figures)
        {
            output.WriteLine(Row(operation.Operation, "API", operation.api, operation.ResponseBytes, $"**{operation.Ratio:0.0}**"));
            output.WriteLine(Row("", "floor", operation.floor, operation.ResponseBytes, ""));
        }
    }

    static string Row(string operation, string server, List<Measured> rounds, int responseBytes, string ratio)
    {
        var all = Measured.Sum(rounds);
        var requests = all.Latencies.Count;
        return $"| {operation} | {server} | {all.RequestsPerSecond:N0} | {At(0.5):0.00} | {At(0.99):0.00} | {all.CpuPerRequest:0.000} | {all.AllocatedBytes / 1e3 / requests:N1} | {responseBytes / 1e3:N1} | {ratio} |";

        double At(double part) => all.Latencies[Math.Min(requests - 1, (int)(requests * part))].TotalMilliseconds;
    }
}
