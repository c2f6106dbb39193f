using System.Security.Cryptography;

namespace CspGraph.Data;

/// <summary>Makes ids that sort by the time they were made, in the order of the database that keeps them.</summary>
/// <param name="clock">Where the time is read.</param>
/// <param name="sqlServerOrder">True for uniqueidentifier's own order, in which the last six bytes come first.</param>
/// <param name="random">The source of the rest, for reproducible data; by default a cryptographic one.</param>
public sealed class Ids(TimeProvider clock, bool sqlServerOrder, Random? random = null)
{
    const int BytesPerDraw = 4096;

    /// <summary>Drawing costs the same for one id as for hundreds.</summary>
    [ThreadStatic]
    static (byte[] Bytes, int Used) drawn;

    public Guid Next() => At(clock.GetUtcNow());

    /// <summary>An id as of a given instant.</summary>
    public Guid At(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (random is null) Draw(bytes); else random.NextBytes(bytes);
        var milliseconds = instant.ToUnixTimeMilliseconds();
        var time = sqlServerOrder ? bytes[10..] : bytes[..6];
        for (var i = 0; i < 6; i++) time[i] = (byte)(milliseconds >> (8 * (5 - i)));
        if (!sqlServerOrder && random is null)
        {
            // 1/4096 milliseconds (RFC 9562, 6.2, method 3): rows that are written in bulk arrive in the order of their key.
            var fraction = (int)(instant.UtcTicks % TimeSpan.TicksPerMillisecond * 4096 / TimeSpan.TicksPerMillisecond);
            (bytes[6], bytes[7]) = ((byte)(fraction >> 8), (byte)fraction);
        }
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    static void Draw(Span<byte> bytes)
    {
        if (drawn.Bytes is null || drawn.Used == BytesPerDraw) drawn = (RandomNumberGenerator.GetBytes(BytesPerDraw), 0);
        drawn.Bytes.AsSpan(drawn.Used, bytes.Length).CopyTo(bytes);
        drawn.Used += bytes.Length;
    }
}
