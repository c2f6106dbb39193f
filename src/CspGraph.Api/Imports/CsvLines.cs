using System.IO.Pipelines;
using System.Text;
using Sylvan.Data.Csv;

namespace CspGraph.Api.Imports;

/// <summary>Reads a CSV file line by line; what cannot be read is noted. Line numbers count records, the header being 1: a quoted line end does not count.</summary>
sealed class CsvLines : IAsyncDisposable
{
    /// <summary>A line longer than this is refused, having read no more of it.</summary>
    const int LongestLine = 1024 * 1024;

    public const string TooLong = "The line is longer than 1 MiB.";
    public const string NotUtf8 = "The file is not UTF-8 from about here on.";

    /// <summary>Half of a letter, with which no text in UTF-8 begins: there are no comments in these files, and the reader wants a letter for them.</summary>
    const char NoComment = '\uDC00';

    /// <summary>Memory is bounded by what lines hold, not by how many they are.</summary>
    const int CharactersPerChunk = 2_000_000;

    readonly CsvDataReader csv;
    readonly ImportErrors errors;
    int recordsRead;
    bool hasEnded;
    long chunkStart;

    CsvLines(CsvDataReader csv, CsvHeader header, ImportErrors errors)
    {
        this.csv = csv;
        this.errors = errors;
        Cells = new(csv, header.Read(csv, errors));
    }

    /// <summary>The cells of the current line.</summary>
    public Cells Cells { get; }

    /// <summary>The current line's place in the file.</summary>
    public int LineNumber => csv.RowNumber + 1;

    /// <summary>Data lines read so far.</summary>
    public long LineCount { get; private set; }

    /// <summary>True when the whole file was read.</summary>
    public bool HasReadAll { get; private set; }

    /// <summary>Opens the file, or returns null, the reason noted, when it cannot be read as one.</summary>
    public static async Task<CsvLines?> OpenAsync(Stream content, CsvHeader header, ImportErrors errors, CancellationToken cancellation)
    {
        var source = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var text = new Utf8Text(source.AsStream());
        var options = new CsvDataReaderOptions { Delimiter = ',', Comment = NoComment, BufferSize = 64 * 1024, MaxBufferSize = LongestLine };
        try
        {
            if (await HeaderLine.OffenceAsync(source, header, LongestLine, cancellation) is { } offence)
            {
                errors.Add(new(1, null, offence));
                return null;
            }
            var found = errors.Count;
            var csv = await CsvDataReader.CreateAsync(text, options, cancellation);
            // UTF-16 of ASCII alone is UTF-8 as well.
            if (csv.GetName(0).Contains('\0')) errors.Add(new(1, null, "The file is not UTF-8: its header has NUL characters."));
            var lines = errors.Count == found ? new CsvLines(csv, header, errors) : null;
            if (errors.Count == found) return lines;
            await csv.DisposeAsync();
        }
        catch (CsvMissingHeadersException)
        {
            errors.Add(new(1, null, "The file is empty."));
        }
        catch (Exception failure) when (Unreadable(failure) is not null)
        {
            // The header was looked at before, and the line behind it is read with it.
            errors.Add(new(LineOf(failure, otherwise: failure is InvalidDataException ? 1 : 2), null, Unreadable(failure)!));
        }
        return null;
    }

    /// <summary>Begins a chunk: so many lines, or fewer long ones.</summary>
    public void BeginChunk()
    {
        chunkStart = LineCount;
        Cells.Forget();
    }

    /// <summary>True when the chunk has no line, offending or not: the file has ended.</summary>
    public bool IsChunkEmpty => LineCount == chunkStart;

    /// <summary>Goes to the next line of the chunk; false at its end.</summary>
    public ValueTask<bool> NextAsync(CancellationToken cancellation) =>
        LineCount - chunkStart >= ImportedFile.LinesPerChunk || Cells.KeptCharacters >= CharactersPerChunk ? new(false) : ReadAsync(cancellation);

    /// <summary>Goes to the next line; false at the end, or where the file cannot be read on.</summary>
    async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (hasEnded) return false;
        try
        {
            while (await csv.ReadAsync(cancellation))
            {
                recordsRead = csv.RowNumber;
                if (IsBlank()) continue;
                LineCount++;
                Cells.NextLine();
                return true;
            }
            HasReadAll = true;
        }
        catch (Exception failure) when (Unreadable(failure) is not null)
        {
            errors.Add(new(LineOf(failure, otherwise: recordsRead + 2L), null, Unreadable(failure)!));
        }
        hasEnded = true;
        return false;
    }

    /// <summary>Whether the current line, its cells having been read, can be taken; if not, the reason is noted.</summary>
    public bool CanBeTaken()
    {
        if (csv.RowFieldCount != csv.FieldCount)
            errors.Add(new(LineNumber, null, $"The line has {csv.RowFieldCount} fields, the header has {csv.FieldCount}."));
        else if (Cells.Offence is { } offence)
            errors.Add(new(LineNumber, offence.Column, $"The value {offence.Reason}."));
        else
            return true;
        return false;
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    /// <summary>An empty line, as files have them at their end.</summary>
    bool IsBlank()
    {
        for (var i = 0; i < csv.RowFieldCount; i++)
            if (!csv.GetFieldSpan(i).IsEmpty) return false;
        return true;
    }

    static long LineOf(Exception failure, long otherwise) => failure is CsvFormatException format ? format.RowNumber + 1L : otherwise;

    static string? Unreadable(Exception failure) => failure switch
    {
        CsvRecordTooLargeException => TooLong,
        CsvFormatException => "The line is not CSV: a quote is out of place or not closed.",
        DecoderFallbackException => NotUtf8,
        InvalidDataException { Message: FileContent.ExpandsTooMuch } => FileContent.ExpandsTooMuch,
        InvalidDataException => FileContent.Damaged,
        _ => null,
    };
}
