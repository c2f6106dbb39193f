using System.Globalization;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What generated tests start from.</summary>
/// <remarks>
/// <c>CSPGRAPH_SEED=data.document</c> chooses the data and the first document (a failure names both), <c>CSPGRAPH_DOCUMENTS</c> how many documents run.
/// </remarks>
sealed record Seed(ulong Data, IReadOnlyList<ulong> Documents)
{
    /// <param name="count">How many documents run when nothing else is said.</param>
    public static Seed Read(int count)
    {
        var parts = (Environment.GetEnvironmentVariable("CSPGRAPH_SEED") ?? "1.0").Split('.').Select(part => ulong.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (Environment.GetEnvironmentVariable("CSPGRAPH_DOCUMENTS") is { } given) count = int.Parse(given, CultureInfo.InvariantCulture);
        return new Seed(parts[0], [.. Enumerable.Range(0, count).Select(i => parts[1] + (ulong)i)]);
    }

    /// <summary>What to set to meet one document again.</summary>
    public string Replay(ulong document) => $"CSPGRAPH_SEED={Data}.{document} CSPGRAPH_DOCUMENTS=1";

    /// <summary>What to set to meet one document again after all that came before it.</summary>
    public string ReplayUpTo(ulong document) => $"CSPGRAPH_SEED={Data}.{Documents[0]} CSPGRAPH_DOCUMENTS={document - Documents[0] + 1}";
}
