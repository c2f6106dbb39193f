using CspGraph.Benchmarks.Floor;

namespace CspGraph.Benchmarks.Compare;

/// <summary>Starts the API and the floor on a network, sees that they answer alike, and asks them in turns.</summary>
sealed class Comparison(string size, int rounds, IReadOnlyCollection<string> names, TextWriter output)
{
    public async Task RunAsync(string folder, SeededNetwork network, CancellationToken cancellation)
    {
        var database = await network.FileAsync(size, cancellation);
        await Cores.LeaveFirstAsync(cancellation);
        await using var api = await ApiProcess.StartAsync(folder, database, cached: false, cancellation);
        await using var floor = await ServerProcess.StartAsync("CspGraph.Benchmarks.dll", [ServeFloorCommand.Name, "--database", database, "--urls", "http://127.0.0.1:0"], folder, new Dictionary<string, string>(), cancellation);
        using var client = new ApiClient(api.Port);
        var operations = ComparedOperation.Find(client, floor.Port).Where(operation => names.Contains(operation.Name)).ToList();
        var bytes = operations.ConvertAll(operation => Check(operation, api, floor));
        var measured = await Turns.RunAsync([.. operations.SelectMany(operation => new[] { (api, operation.ToApi), (floor, operation.ToFloor) })], rounds, cancellation);
        CompareFigures.Print([.. operations.Select((operation, i) => new CompareFigures(operation.Name, bytes[i], measured[2 * i], measured[2 * i + 1]))], output);
        output.WriteLine($"\nPeak memory: API {api.PeakBytes / 1e6:N0} MB, floor {floor.PeakBytes / 1e6:N0} MB (the file that each has mapped included).");
        output.WriteLine(Machine.Describe(rounds));
    }

    /// <summary>That both answer with the same bytes; returns how many.</summary>
    static int Check(ComparedOperation operation, ServerProcess api, ServerProcess floor)
    {
        var (ofApi, ofFloor) = (api.Answer(operation.ToApi), floor.Answer(operation.ToFloor));
        if (ofApi.AsSpan().SequenceEqual(ofFloor)) return ofApi.Length;
        var same = ofApi.AsSpan().CommonPrefixLength(ofFloor);
        throw new BenchmarkFailedException($"{operation.Name} is answered differently from byte {same} on:\nAPI    {Around(ofApi)}\nfloor  {Around(ofFloor)}");

        string Around(byte[] answer) => System.Text.Encoding.UTF8.GetString(answer.AsSpan(Math.Min(same, answer.Length))[..Math.Min(200, Math.Max(0, answer.Length - same))]);
    }
}
