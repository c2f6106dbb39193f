namespace CspGraph.Benchmarks.Processes;

/// <summary>A line of a server's log, of which each entry is one.</summary>
static class LogLine
{
    static readonly string[] Marks = ["fail:", "crit:", "\"LogLevel\":\"Error\"", "\"LogLevel\":\"Critical\"", "Unhandled exception", "Exception:"];

    /// <summary>Whether it tells of an error, or of an exception.</summary>
    public static bool IsFailure(string line) => Marks.Any(mark => line.Contains(mark, StringComparison.Ordinal));
}
