using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace CspGraph.Api.Imports;

/// <summary>A file's content as text bytes, whether it came compressed or not, with what is learnt by reading it to its end.</summary>
sealed class FileContent : IAsyncDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly Meter raw;
    readonly Stream decompressed;
    readonly Meter bytes;
    readonly bool isGzip;

    FileContent(Meter raw, Stream decompressed, bool isGzip)
    {
        this.raw = raw;
        this.decompressed = decompressed;
        this.isGzip = isGzip;
        bytes = new Meter(decompressed, hash);
    }

    /// <summary>The decompressed bytes.</summary>
    public Stream Stream => bytes;

    /// <summary>Bytes read of the file as it came.</summary>
    public long BytesRead => raw.BytesRead;

    /// <summary>False when, read to its end, a compressed file is found to be cut off: .NET takes the cut for the end.</summary>
    /// <remarks>Gzip ends with the length of what it holds, modulo 2^32 (RFC 1952). Of several members in one file only the last would be told, so they are not taken.</remarks>
    public bool IsWhole => !isGzip || BinaryPrimitives.ReadUInt32LittleEndian(raw.LastFour) == (uint)bytes.BytesRead;

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
        return new FileContent(raw, isGzip ? new GZipStream(pipe.AsStream(), CompressionMode.Decompress) : pipe.AsStream(), isGzip);
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
    sealed class Meter(Stream inner, IncrementalHash? hash) : Stream
    {
        readonly byte[] lastFour = new byte[4];

        public long BytesRead { get; private set; }
        public ReadOnlySpan<byte> LastFour => lastFour;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Note(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Note(buffer.AsSpan(offset, read));
            return read;
        }

        void Note(ReadOnlySpan<byte> bytes)
        {
            BytesRead += bytes.Length;
            foreach (var last in bytes.Length > 4 ? bytes[^4..] : bytes)
            {
                lastFour.AsSpan(1).CopyTo(lastFour);
                lastFour[3] = last;
            }
            hash?.AppendData(bytes);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
