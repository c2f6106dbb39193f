namespace CspGraph.Benchmarks.Compare;

/// <summary>Whether cost grows with what is returned or with the table: the same operations on two networks, each served by an API of its own, in turns.</summary>
sealed class Scale(IReadOnlyList<string> sizes, int rounds, TextWriter output)
{
    const string FirstPage = "Q5, first page";
    const string DeepPage = "Q5, behind the 100,000th";

    public async Task RunAsync(string folder, SeededNetwork network, CancellationToken cancellation)
    {
        var databases = new List<string>();
        foreach (var size in sizes) databases.Add(await network.FileAsync(size, cancellation));
        await Cores.LeaveFirstAsync(cancellation);
        await using var small = await ApiProcess.StartAsync(folder, databases[0], cached: false, cancellation);
        await using var large = await ApiProcess.StartAsync(folder, databases[1], cached: false, cancellation);
        var (ofSmall, ofLarge) = (Operations(small), Operations(large));
        var measured = await Turns.RunAsync([.. ofSmall.Zip(ofLarge).SelectMany(pair => new[] { (small, pair.First.Request), (large, pair.Second.Request) })], rounds, cancellation);

        output.WriteLine();
        output.WriteLine($"| operation | CPU ms/request, {sizes[0]} | {sizes[1]} | {sizes[1]} to {sizes[0]} | answer KB, {sizes[0]} | {sizes[1]} |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < ofSmall.Count; i++)
            output.WriteLine($"| {ofSmall[i].Name} | {Cpu(measured[2 * i])} | {Cpu(measured[2 * i + 1])} | {Ratio(measured[2 * i + 1], measured[2 * i])} | {Kilobytes(small, ofSmall[i].Request)} | {Kilobytes(large, ofLarge[i].Request)} |");
        output.WriteLine();
        var (first, deep) = (2 * ofSmall.FindIndex(operation => operation.Name == FirstPage), 2 * ofSmall.FindIndex(operation => operation.Name == DeepPage));
        for (var i = 0; i < sizes.Count; i++) output.WriteLine($"{DeepPage}, to its first page on {sizes[i]}: {Ratio(measured[deep + i], measured[first + i])}.");
        output.WriteLine(Machine.Describe(rounds));
    }

    static string Ratio(IReadOnlyList<Measured> of, IReadOnlyList<Measured> to) => $"**{Measured.Ratio(of, to, round => round.CpuPerRequest):0.00}**";

    static string Cpu(IReadOnlyList<Measured> rounds) => $"{Measured.Sum([.. rounds]).CpuPerRequest:0.000}";

    static string Kilobytes(ServerProcess server, byte[] request) => $"{server.Answer(request).Length / 1e3:N1}";

    /// <summary>Q1 to Q5; Q2 without its count, which is of the whole table.</summary>
    static List<(string Name, byte[] Request)> Operations(ServerProcess server)
    {
        using var api = new ApiClient(server.Port);
        var (from, to) = Places.Window();
        return
        [
            ("Q1", api.Operation("Q1", new { id = Places.Below(api) })),
            ("Q2 without its count", api.Request(ApiClient.Text("Q2").Replace("totalCount", "", StringComparison.Ordinal))),
            ("Q3", api.Operation("Q3")),
            ("Q4", api.Operation("Q4", new { from, to })),
            (FirstPage, api.Operation("Q5")),
            (DeepPage, api.Operation("Q5", new { after = Places.Behind(api).Cursor })),
        ];
    }
}
