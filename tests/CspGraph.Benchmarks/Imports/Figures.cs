namespace CspGraph.Benchmarks.Imports;

/// <summary>One measured run.</summary>
/// <param name="Kind">What was imported.</param>
/// <param name="Way">By what, and into what.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Process">The whole process.</param>
/// <param name="ImportSeconds">From the start to the end of the import itself, as its record has them.</param>
/// <param name="LongestWait">The longest that another writer had to wait meanwhile.</param>
sealed record Figures(string Kind, string Way, long Lines, MeasuredProcess Process, double? ImportSeconds = null, TimeSpan? LongestWait = null)
{
    /// <summary>What an import may take of memory, whatever the size of its file.</summary>
    public const long MostBytes = 200_000_000;

    public bool IsTooLarge => IsOfProduct && Process.PeakBytes > MostBytes;

    bool IsOfProduct => ImportSeconds is not null;
    double LinesPerSecond => Lines / Process.Seconds;

    public static void Print(IReadOnlyList<Figures> figures, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"kind",-24}{"by",-44}{"lines",12}{"seconds",9}{"import",9}{"lines/s",10}{"CPU s",8}{"peak MB",9}{"wait ms",9}");
        foreach (var run in figures)
            output.WriteLine($"{run.Kind,-24}{run.Way,-44}{run.Lines,12:N0}{run.Process.Seconds,9:N1}{run.ImportSeconds,9:N1}{run.LinesPerSecond,10:N0}" +
                $"{run.Process.CpuSeconds,8:N1}{run.Process.PeakBytes / 1e6,9:N0}{run.LongestWait?.TotalMilliseconds,9:N0}");
        foreach (var kind in figures.GroupBy(run => run.Kind))
        {
            var product = kind.LastOrDefault(run => run.IsOfProduct);
            foreach (var other in kind.Where(run => !run.IsOfProduct && product is not null))
                output.WriteLine($"{kind.Key}: the import takes {product!.Process.Seconds / other.Process.Seconds:N2} times as long as {other.Way}.");
        }
    }
}
