using System.IO.Compression;
using System.Text;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Files that do not end: they are refused having read little of them, and holding little.</summary>
public sealed class EndlessFileTests
{
    const long TenGigabytes = 10_000_000_000;
    const int MiB = 1024 * 1024;

    /// <summary>A long line, and what is read ahead of it.</summary>
    const long MostRead = MiB + 4 * 64 * 1024;

    [Fact]
    public async Task A_line_without_an_end_is_refused_having_read_a_mebibyte()
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();
        var content = new Endless(new ReconciliationFile().Line().Line().Text(), "x"u8.ToArray());

        var outcome = await kit.ImportAsync(content);

        Assert.Equal([DamagedFile.At(4, DamagedFile.TooLong)], outcome.Errors);
        Assert.InRange(content.BytesRead, MiB, MostRead);
        Assert.Equal(before, await kit.RowsAsync());
    }

    [Theory]
    [InlineData("", "x", MiB, DamagedFile.TooLong)]
    [InlineData("", ",", 1, DamagedFile.TooWide)]
    [InlineData("\"", ",", MiB, DamagedFile.TooLong)]
    [InlineData("\"", "\n", MiB, DamagedFile.TooLong)]
    [InlineData("\"", "\"\"", MiB, DamagedFile.TooLong)]
    public async Task A_header_without_an_end_takes_little_memory(string start, string repeated, int leastRead, string reason)
    {
        var (content, errors) = (new Endless(start, Encoding.UTF8.GetBytes(repeated)), new ImportErrors());

        // Nothing is waited for, so that all of it runs, and allocates, on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opening = CsvLines.OpenAsync(content, LicenseReconciliationReader.Header, errors, default);
        Assert.True(opening.IsCompleted);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(await opening);
        Assert.Equal(DamagedFile.At(1, reason), Assert.Single(errors.First));
        Assert.InRange(content.BytesRead, leastRead, MostRead);
        Assert.InRange(allocated, 1, 16 * MiB);
    }

    [Theory]
    [InlineData("a line", "x", DamagedFile.TooLong)]
    [InlineData("blank lines", "\r\n", FileContent.ExpandsTooMuch)]
    public async Task Ten_gigabytes_in_ten_megabytes_are_refused(string _, string repeated, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();
        // The member is made once, of some megabytes, and comes again and again: gzip's members are one text.
        var member = ReconciliationFile.Compressed(new StringBuilder().Insert(0, repeated, 8 * MiB / repeated.Length).ToString(), CompressionLevel.SmallestSize).ToArray();
        var start = ReconciliationFile.Compressed(new ReconciliationFile().Line().Text()).ToArray();
        var content = new Endless(start, member);

        var outcome = await kit.ImportAsync(content);

        Assert.Equal((ImportStatus.Failed, reason), (outcome.Status, LastReason(outcome)));
        Assert.InRange(content.BytesRead, start.Length, MiB + start.Length);
        Assert.Equal(before, await kit.RowsAsync());
    }

    [Fact]
    public async Task A_line_without_an_end_that_hardly_compresses_is_refused_having_read_little()
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();
        var letters = new Random(7).GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".AsSpan(), 2 * MiB);
        var start = ReconciliationFile.Compressed(new ReconciliationFile().Line().Text()).ToArray();
        var content = new Endless(start, ReconciliationFile.Compressed(new string(letters)).ToArray());

        var outcome = await kit.ImportAsync(content);

        Assert.Equal((ImportStatus.Failed, DamagedFile.TooLong), (outcome.Status, LastReason(outcome)));
        Assert.InRange(content.BytesRead, MiB / 2, 3 * MiB);
        Assert.Equal(before, await kit.RowsAsync());
    }

    static string LastReason(ImportOutcome outcome) => outcome.Errors.MaxBy(error => error.Line)!.Reason;

    /// <summary>Gives a start, then the same again and again, for ten gigabytes; counts what was taken of it.</summary>
    sealed class Endless(byte[] start, byte[] repeated) : Stream
    {
        /// <summary>Some copies at once, so that a short text is not given byte by byte.</summary>
        readonly byte[] copies = [.. Enumerable.Repeat(repeated, Math.Max(1, 64 * 1024 / repeated.Length)).SelectMany(copy => copy)];

        public Endless(string start, byte[] repeated) : this(Encoding.UTF8.GetBytes(start), repeated)
        {
        }

        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (BytesRead >= TenGigabytes) return 0;
            var from = BytesRead < start.Length ? start.AsSpan((int)BytesRead) : copies.AsSpan((int)((BytesRead - start.Length) % copies.Length));
            var count = Math.Min(from.Length, buffer.Length);
            from[..count].CopyTo(buffer);
            BytesRead += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
