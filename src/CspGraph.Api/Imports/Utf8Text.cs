using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CspGraph.Api.Imports;

/// <summary>A file's bytes as text: UTF-8 only, with or without a byte-order mark. All text before the first byte that is not UTF-8 is given out, so that who reads it knows where it is.</summary>
sealed class Utf8Text(Stream source) : TextReader
{
    readonly byte[] bytes = new byte[64 * 1024];
    int start;
    int end;
    bool isBegun;
    bool isLast;
    char? half;

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    /// <exception cref="DecoderFallbackException">The next byte is not UTF-8.</exception>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (isBegun && Decode(buffer.Span) is > 0 and var letters) return letters;
            if (isLast) return 0;
            await FillAsync(cancellationToken);
        }
        return 0;
    }

    /// <summary>The source reads without blocking only.</summary>
    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException();

    int Decode(Span<char> letters)
    {
        if (half is { } second)
        {
            (letters[0], half) = (second, null);
            return 1;
        }
        var status = Utf8.ToUtf16(bytes.AsSpan(start, end - start), letters, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: isLast);
        start += read;
        if (written > 0) return written;
        if (status is OperationStatus.InvalidData) throw new DecoderFallbackException();
        return status is OperationStatus.DestinationTooSmall ? DecodeHalf(letters) : 0;
    }

    /// <summary>A letter of two halves, and room for one.</summary>
    int DecodeHalf(Span<char> letters)
    {
        Span<char> pair = stackalloc char[2];
        Utf8.ToUtf16(bytes.AsSpan(start, end - start), pair, out var read, out _, replaceInvalidSequences: false);
        start += read;
        (letters[0], half) = (pair[0], pair[1]);
        return 1;
    }

    async ValueTask FillAsync(CancellationToken cancellation)
    {
        bytes.AsSpan(start, end - start).CopyTo(bytes);
        (start, end) = (0, end - start);
        var read = await source.ReadAsync(bytes.AsMemory(end), cancellation);
        end += read;
        isLast = read == 0;
        if (isBegun || end < 3 && !isLast) return;
        isBegun = true;
        if (bytes.AsSpan(0, end).StartsWith("\uFEFF"u8)) start = 3;
    }
}
