namespace CspGraph.Benchmarks.Compare;

/// <summary>The API with its response cache, which is warm by then, beside one without: the same operation, in turns.</summary>
sealed class CachedComparison(string size, int rounds, TextWriter output)
{
    const string Operation = "Q3";

    public async Task RunAsync(string folder, SeededNetwork network, CancellationToken cancellation)
    {
        var database = await network.FileAsync(size, cancellation);
        await Cores.LeaveFirstAsync(cancellation);
        await using var cached = await ApiProcess.StartAsync(folder, database, cached: true, cancellation);
        await using var uncached = await ApiProcess.StartAsync(folder, database, cached: false, cancellation);
        using var client = new ApiClient(cached.Port);
        using var other = new ApiClient(uncached.Port);
        var loads = new[] { (cached, client.Operation(Operation)), (uncached, other.Operation(Operation)) };
        // The first is loaded, the second may be taken from the cache: both must be the answer.
        foreach (var (server, request) in loads.Take(1).Concat(loads))
            if (!server.Answer(request).AsSpan().SequenceEqual(uncached.Answer(loads[1].Item2)))
                throw new BenchmarkFailedException($"{Operation} is answered differently with the response cache.");
        var measured = await Turns.RunAsync(loads, rounds, cancellation);
        output.WriteLine();
        output.WriteLine("| operation | response cache | requests/s | CPU ms/request | requests/s to those without |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: |");
        output.WriteLine(Row(Operation, "warm", measured[0], $"**{Measured.Ratio(measured[0], measured[1], round => round.RequestsPerSecond):0.0}**"));
        output.WriteLine(Row("", "off", measured[1], ""));
        output.WriteLine();
        output.WriteLine(Machine.Describe(rounds));
    }

    static string Row(string operation, string cache, IReadOnlyList<Measured> rounds, string ratio)
    {
        var all = Measured.Sum([.. rounds]);
        return $"| {operation} | {cache} | {all.RequestsPerSecond:N0} | {all.CpuPerRequest:0.000} | {ratio} |";
    }
}
