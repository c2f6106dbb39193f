using CspGraph.Benchmarks.Floor;
using CspGraph.Benchmarks.Imports;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Compare;

/// <summary>Seeds a network, starts the API and the floor on it, sees that they answer alike, and asks them in turns.</summary>
sealed class Comparison(string size, int rounds, IReadOnlyCollection<string> names, TextWriter output)
{
    const int Connections = 4;

    /// <summary>Rounds that are not counted: the runtime compiles what is busy again, in the background, for as long as it finds more of it.</summary>
    const int WarmUpRounds = 8;

    /// <summary>The largest answer.</summary>
    const string Cached = "Q3";

    static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-benchmark-").FullName;
        try
        {
            var database = Path.Combine(folder, "cspgraph.db");
            await SeedAsync(folder, database, cancellation);
            await Cores.LeaveFirstAsync(cancellation);
            CopySettings(folder);
            await using var api = await StartApiAsync(folder, database, isCached: false, cancellation);
            await using var floor = await ServerProcess.StartAsync("CspGraph.Benchmarks.dll", [ServeFloorCommand.Name, "--database", database, "--urls", "http://127.0.0.1:0"], folder, new Dictionary<string, string>(), cancellation);
            using var client = new ApiClient(api.Port);
            var operations = ComparedOperation.Find(client, floor.Port).Where(operation => names.Contains(operation.Name)).ToList();
            var figures = operations.ConvertAll(operation => new CompareFigures(operation.Name, Check(operation, api, floor)));
            for (var round = -WarmUpRounds; round < rounds; round++)
                foreach (var (operation, measured) in operations.Zip(figures))
                {
                    var (ofApi, ofFloor) = (await Of(api, operation.ToApi).RunAsync(Turn, cancellation), await Of(floor, operation.ToFloor).RunAsync(Turn, cancellation));
                    if (round >= 0) measured.Add(ofApi, ofFloor);
                }
            CompareFigures.Print(figures, output);
            output.WriteLine($"\nPeak memory: API {api.PeakBytes / 1e6:N0} MB, floor {floor.PeakBytes / 1e6:N0} MB (the file it has mapped included).");
            await PrintCachedAsync(folder, database, operations.Zip(figures).FirstOrDefault(pair => pair.First.Name == Cached), cancellation);
            output.WriteLine(Machine.Describe(rounds, Connections));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        static Load Of(ServerProcess server, byte[] request) => new(server, request, Connections);
    }

    /// <summary>How many more answers there are once each is kept.</summary>
    async Task PrintCachedAsync(string folder, string database, (ComparedOperation Operation, CompareFigures Read) compared, CancellationToken cancellation)
    {
        if (compared is not ({ } operation, { } read)) return;
        await using var api = await StartApiAsync(folder, database, isCached: true, cancellation);
        var kept = new List<Measured>();
        for (var round = -WarmUpRounds; round < rounds; round++)
            if (await new Load(api, operation.ToApi, Connections).RunAsync(Turn, cancellation) is var measured && round >= 0)
                kept.Add(measured);
        var (now, before) = (Measured.Sum(kept), read.OfApi);
        output.WriteLine($"\n{operation.Name} with the response cache warm: {now.RequestsPerSecond:N0} requests/s, {now.CpuPerRequest:N3} ms CPU each; {now.RequestsPerSecond / before.RequestsPerSecond:N1} × as many as when each is read.");
    }

    /// <summary>By the product's own command line.</summary>
    async Task SeedAsync(string folder, string database, CancellationToken cancellation)
    {
        foreach (var verb in new string[][] { ["migrate"], ["seed", "--size", size] })
            await MeasuredProcess.RunAsync(new("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), .. verb])
            {
                WorkingDirectory = folder,
                Environment = { ["DOTNET_ENVIRONMENT"] = "Production", ["ConnectionStrings__CspGraph"] = Connection(database) },
            }, cancellation);
        // Otherwise both would read half of the pages from the log that the seeding has left.
        await using var connection = new SqliteConnection(Connection(database));
        await connection.OpenAsync(cancellation);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>With the settings it is shipped with; without the response cache each answer is read. Tokens are the Development environment's; it has no others yet.</summary>
    static Task<ServerProcess> StartApiAsync(string folder, string database, bool isCached, CancellationToken cancellation) =>
        ServerProcess.StartAsync("CspGraph.Api.dll", ["--urls", "http://127.0.0.1:0"], folder,
            new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Development", ["ConnectionStrings__CspGraph"] = Connection(database), ["GraphQL__Cache__Enabled"] = $"{isCached}" }, cancellation);

    static void CopySettings(string folder)
    {
        foreach (var settings in Directory.GetFiles(AppContext.BaseDirectory, "appsettings*.json"))
            File.Copy(settings, Path.Combine(folder, Path.GetFileName(settings)));
    }

    static string Connection(string database) => new SqliteConnectionStringBuilder { DataSource = database }.ConnectionString;

    /// <summary>That both answer with the same bytes; returns how many.</summary>
    static int Check(ComparedOperation operation, ServerProcess api, ServerProcess floor)
    {
        var (ofApi, ofFloor) = (Answer(api, operation.ToApi), Answer(floor, operation.ToFloor));
        if (ofApi.AsSpan().SequenceEqual(ofFloor)) return ofApi.Length;
        var same = ofApi.AsSpan().CommonPrefixLength(ofFloor);
        throw new BenchmarkFailedException($"{operation.Name} is answered differently from byte {same} on:\nAPI    {Around(ofApi)}\nfloor  {Around(ofFloor)}");

        string Around(byte[] answer) => System.Text.Encoding.UTF8.GetString(answer.AsSpan(Math.Min(same, answer.Length))[..Math.Min(200, Math.Max(0, answer.Length - same))]);
    }

    static byte[] Answer(ServerProcess server, byte[] request)
    {
        using var connection = new HttpConnection(server.Port);
        connection.Send(request);
        return connection.Body();
    }
}
