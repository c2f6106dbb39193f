using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace CspGraph.Api.Imports;

/// <summary>A file's content as text bytes, whether it came compressed or not, with what is learnt by reading it to its end.</summary>
sealed class FileContent : IAsyncDisposable
{
    /// <summary>What <see cref="Stream"/> throws <see cref="InvalidDataException"/> with when a compressed file was made to expand, not to be read.</summary>
    public const string ExpandsTooMuch = "The compressed file expands to more than 100 times its size.";

    public const string Damaged = "The compressed file is damaged.";
    public const string CutOff = "The compressed file is cut off.";
    public const string MoreBehind = "There is something behind the compressed file that is not compressed.";

    /// <summary>How much more of a file that makes no sense is read, in search of the reason.</summary>
    const long MostReadOn = 1024 * 1024;

    /// <summary>Usage files expand to some 25 times their size; gzip reaches 1,000 times with one letter repeated.</summary>
    const int MostExpansion = 100;

    /// <summary>What may expand as it likes: short files repeat themselves more.</summary>
    const long FreeBytes = 16 * 1024 * 1024;

    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly Meter raw;
    readonly Stream decompressed;
    readonly Meter bytes;
    readonly Continued? compressed;

    /// <param name="raw">The file as it came.</param>
    /// <param name="text">What is to be read of it.</param>
    /// <param name="compressed">What <paramref name="text"/> is decompressed from, if it is.</param>
    FileContent(Meter raw, Stream text, Continued? compressed)
    {
        this.raw = raw;
        this.compressed = compressed;
        decompressed = text;
        bytes = new Meter(decompressed, hash);
    }

    /// <summary>The decompressed bytes.</summary>
    public Stream Stream => bytes;

    /// <summary>Bytes read of the file as it came.</summary>
    public long BytesRead => raw.BytesRead;

    /// <summary>What is wrong with the compression, or null: told when all was read, or when what was read made no sense.</summary>
    /// <remarks>
    /// .NET takes the end of a file that is cut off for its own, and passes over what follows the last gzip member (RFC 1952: there may be
    /// several, and their lengths are not told). So one more member is put behind the file: only behind a whole one does it come
    /// out as what it holds, and only behind one with something else at its end is it not looked at.
    /// </remarks>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        if (compressed is null) return null;
        try
        {
            if (!await ReadOnAsync(cancellation)) return null;
            compressed.Continue(OneMoreMember());
            var rest = new byte[Mark.Length + 1];
            var isWhole = await decompressed.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellation) == Mark.Length && rest.AsSpan().StartsWith(Mark);
            return isWhole ? null : compressed.IsContinued ? CutOff : MoreBehind;
        }
        catch (InvalidDataException failure)
        {
            return failure.Message is ExpandsTooMuch ? null : compressed.IsContinued ? CutOff : Damaged;
        }
    }

    /// <summary>Reads on to the end, for the checksum there; false when it is too far.</summary>
    async Task<bool> ReadOnAsync(CancellationToken cancellation)
    {
        var passed = new byte[64 * 1024];
        for (long read = 0; read < MostReadOn;)
        {
            if (await decompressed.ReadAsync(passed, cancellation) is not (> 0 and var count)) return true;
            read += count;
        }
        return false;
    }

    static ReadOnlySpan<byte> Mark => "the file is whole"u8;

    static MemoryStream OneMoreMember()
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Mark);
        member.Position = 0;
        return member;
    }

    /// <summary>SHA-256 of the decompressed bytes read so far, upper-case hexadecimal. Compression is not content: the same file compressed anew is the same file.</summary>
    public string Hash() => Convert.ToHexString(hash.GetCurrentHash());

    /// <summary>Gzip is told by its first two bytes, not by a name.</summary>
    public static async Task<FileContent> OpenAsync(Stream source, CancellationToken cancellation)
    {
        var raw = new Meter(source, null);
        var pipe = PipeReader.Create(raw, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var start = await pipe.ReadAtLeastAsync(2, cancellation);
        var isGzip = start.Buffer.Length >= 2 && start.Buffer.FirstSpan is [0x1F, 0x8B, ..];
        pipe.AdvanceTo(start.Buffer.Start);
        if (!isGzip) return new FileContent(raw, pipe.AsStream(), compressed: null);
        var compressed = new Continued(pipe.AsStream());
        return new FileContent(raw, new Expanded(new GZipStream(compressed, CompressionMode.Decompress), raw), compressed);
    }

    /// <summary>Reads a whole file for its hash only.</summary>
    public static async Task<string> HashAsync(Stream source, CancellationToken cancellation)
    {
        await using var content = await OpenAsync(source, cancellation);
        await content.Stream.CopyToAsync(Stream.Null, cancellation);
        return content.Hash();
    }

    public async ValueTask DisposeAsync()
    {
        await decompressed.DisposeAsync();
        hash.Dispose();
    }

    /// <summary>Counts, and hashes, what is read through it.</summary>
    sealed class Meter(Stream inner, IncrementalHash? hash) : ReadOnlyStream
    {
        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Note(buffer.Span[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Note(buffer.AsSpan(offset, read));
            return read;
        }

        void Note(ReadOnlySpan<byte> bytes)
        {
            BytesRead += bytes.Length;
            hash?.AppendData(bytes);
        }
    }

    /// <summary>Ends the reading of what expands as no real file does: a few megabytes could keep us busy with gigabytes of nothing.</summary>
    sealed class Expanded(Stream inner, Meter raw) : ReadOnlyStream
    {
        long bytesRead;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Checked(await inner.ReadAsync(buffer, cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) => Checked(inner.Read(buffer, offset, count));

        int Checked(int read)
        {
            bytesRead += read;
            return bytesRead > FreeBytes && bytesRead > raw.BytesRead * MostExpansion ? throw new InvalidDataException(ExpandsTooMuch) : read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A stream that, having ended, goes on with another when told to.</summary>
    sealed class Continued(Stream first) : ReadOnlyStream
    {
        Stream? second;

        /// <summary>True when the other stream was read.</summary>
        public bool IsContinued { get; private set; }

        public void Continue(Stream next) => second = next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Current().ReadAsync(buffer, cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => Current().Read(buffer, offset, count);

        Stream Current()
        {
            IsContinued = second is not null;
            return second ?? first;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) first.Dispose();
            base.Dispose(disposing);
        }
    }
}
