using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;

namespace CspGraph.Api.Imports;

/// <summary>Looks at a CSV file's header before it is taken apart, which costs a kilobyte of memory for each column, and needs commas.</summary>
static class HeaderLine
{
    const int MostColumns = 10_000;

    static readonly (char Letter, string Name)[] OtherSeparators = [(';', "semicolons"), ('\t', "tabs")];

    /// <summary>What offends in the first line at first sight, or null. What was looked at is still to be read.</summary>
    /// <param name="source">The file, at its start.</param>
    /// <param name="header">The columns that are looked for.</param>
    /// <param name="longest">Bytes after which the line is too long anyhow.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public static async Task<string?> OffenceAsync(PipeReader source, CsvHeader header, int longest, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await source.ReadAsync(cancellation);
            var (columns, end) = Measure(read.Buffer);
            var isTooLong = (end ?? read.Buffer.Length) > longest;
            var isEnough = end is not null || columns > MostColumns || read.IsCompleted || isTooLong;
            var line = isEnough && !isTooLong ? read.Buffer.Slice(0, end ?? read.Buffer.Length).ToArray() : [];
            source.AdvanceTo(read.Buffer.Start, isEnough ? read.Buffer.Start : read.Buffer.End);
            if (columns > MostColumns) return $"The header has more than {MostColumns:N0} columns.";
            if (isTooLong) return CsvLines.TooLong;
            if (!Utf8.IsValid(line)) return CsvLines.NotUtf8;
            if (isEnough) return Separated(Encoding.UTF8.GetString(line), columns, header);
        }
    }

    /// <summary>Spreadsheets of countries that write a decimal comma separate columns otherwise.</summary>
    static string? Separated(string line, int columns, CsvHeader header)
    {
        foreach (var (letter, name) in OtherSeparators)
        {
            var cells = line.Split(letter);
            if (cells.Length > columns && cells.Any(cell => header.Knows(cell.Trim('\uFEFF', '"', ' ')))) return $"The columns are separated by {name}, not commas.";
        }
        return null;
    }

    /// <summary>In UTF-8 these bytes are never part of another letter.</summary>
    static (int Columns, long? End) Measure(ReadOnlySequence<byte> start)
    {
        var (columns, isQuoted, place) = (1, false, 0L);
        foreach (var part in start)
        {
            foreach (var letter in part.Span)
            {
                if (letter is (byte)'"') isQuoted = !isQuoted;
                else if (!isQuoted && letter is (byte)',') columns++;
                else if (!isQuoted && (letter is (byte)'\r' or (byte)'\n')) return (columns, place);
                place++;
            }
        }
        return (columns, null);
    }
}
