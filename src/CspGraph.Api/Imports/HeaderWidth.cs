using System.Buffers;
using System.IO.Pipelines;

namespace CspGraph.Api.Imports;

/// <summary>Counts the columns of a CSV file's header before it is taken apart, which costs a kilobyte of memory for each.</summary>
static class HeaderWidth
{
    public const int Most = 10_000;

    /// <summary>Looks at the first line only; what was looked at is still to be read.</summary>
    /// <param name="source">The file, at its start.</param>
    /// <param name="longest">Bytes after which the line is too long anyhow.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public static async Task<bool> IsTooMuchAsync(PipeReader source, int longest, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await source.ReadAsync(cancellation);
            var (columns, isWhole) = Measure(read.Buffer);
            var isEnough = isWhole || columns > Most || read.IsCompleted || read.Buffer.Length > longest;
            source.AdvanceTo(read.Buffer.Start, isEnough ? read.Buffer.Start : read.Buffer.End);
            if (isEnough) return columns > Most;
        }
    }

    /// <summary>In UTF-8 these bytes are never part of another letter.</summary>
    static (int Columns, bool IsWhole) Measure(ReadOnlySequence<byte> start)
    {
        var (columns, isQuoted) = (1, false);
        foreach (var part in start)
        {
            foreach (var letter in part.Span)
            {
                if (letter is (byte)'"') isQuoted = !isQuoted;
                else if (!isQuoted && letter is (byte)',') columns++;
                else if (!isQuoted && (letter is (byte)'\r' or (byte)'\n')) return (columns, true);
            }
        }
        return (columns, false);
    }
}
