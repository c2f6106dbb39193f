namespace CspGraph.Benchmarks.Compare;

/// <summary>Several loads in turns: what disturbs the machine disturbs them all.</summary>
static class Turns
{
    public const int Connections = 4;

    /// <summary>Rounds that are not counted: the runtime compiles what is busy again, in the background, for as long as it finds more of it.</summary>
    const int WarmUpRounds = 8;

    static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    /// <summary>The rounds of each load, in the loads' order.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Measured>>> RunAsync(IReadOnlyList<(ServerProcess Server, byte[] Request)> loads, int rounds, CancellationToken cancellation)
    {
        var measured = loads.Select(_ => new List<Measured>()).ToList();
        for (var round = -WarmUpRounds; round < rounds; round++)
            for (var i = 0; i < loads.Count; i++)
            {
                var turn = await new Load(loads[i].Server, loads[i].Request, Connections).RunAsync(Turn, cancellation);
                if (round >= 0) measured[i].Add(turn);
            }
        return measured;
    }
}
