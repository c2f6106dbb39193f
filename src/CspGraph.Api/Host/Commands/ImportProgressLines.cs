using CspGraph.Api.Imports;

namespace CspGraph.Api.Host.Commands;

/// <summary>Shows how far an import is: one line that is rewritten on a terminal, one line per tenth of the file elsewhere.</summary>
sealed class ImportProgressLines(TextWriter output, bool onTerminal) : IProgress<ImportProgress>
{
    int lastTenth;
    bool open;

    public void Report(ImportProgress progress)
    {
        var percent = ImportProgress.Percent(isDone: false, progress.BytesRead, progress.TotalBytes);
        var text = $"{(percent is null ? "" : $"{percent} %, ")}{progress.Lines:N0} lines, {progress.LinesPerSecond:N0} lines/s";
        if (onTerminal)
        {
            output.Write($"\r{text,-60}");
            open = true;
        }
        else if (percent / 10 is { } tenth && tenth > lastTenth)
        {
            lastTenth = tenth;
            output.WriteLine(text);
        }
    }

    /// <summary>Leaves the rewritten line as it stands.</summary>
    public void End()
    {
        if (open) output.WriteLine();
    }
}
