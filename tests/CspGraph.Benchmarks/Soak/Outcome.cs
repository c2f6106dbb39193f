using System.Text.Json;

namespace CspGraph.Benchmarks.Soak;

/// <summary>How an operation ended.</summary>
/// <param name="Code">Done, or why not: a public code, or that the connection was cut.</param>
/// <param name="Body">What was answered.</param>
readonly record struct Outcome(string Code, JsonElement Body)
{
    public const string Done = "done";

    /// <summary>Nothing came back: it may be made or not.</summary>
    public const string Cut = "connection cut";

    /// <summary>An import that goes on behind its answer.</summary>
    public const string Running = "202 RUNNING";

    /// <summary>An import whose process was told to stop.</summary>
    public const string Stopping = "503 CANCELLED";

    /// <summary>It took longer than anybody waits.</summary>
    public const string Late = "no answer";

    public bool IsDone => Code == Done;
}
