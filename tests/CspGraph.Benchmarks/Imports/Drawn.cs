namespace CspGraph.Benchmarks.Imports;

/// <summary>Draws that depend on what is drawn for alone, so that a file is written without remembering anything, and each month's names the same customers.</summary>
static class Drawn
{
    public static readonly Guid Partner = Id("partner", 0);

    /// <summary>A version 4 id, such as Microsoft gives: in no order.</summary>
    public static Guid Id(string what, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Mixed(what, number));
        BitConverter.TryWriteBytes(bytes[8..], Mixed(what, ~number));
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>0 up to the limit.</summary>
    public static int Number(string what, long number, int limit) => (int)(Mixed(what, number) % (ulong)limit);

    public static T Of<T>(string what, long number, T[] choices) => choices[Number(what, number, choices.Length)];

    /// <summary>SplitMix64 of the number, apart for each purpose; string.GetHashCode differs from run to run.</summary>
    static ulong Mixed(string what, long number)
    {
        var x = (ulong)number;
        foreach (var letter in what) x = (x ^ letter) * 0x9E3779B97F4A7C15 + (x >> 29);
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }
}
