using System.Text;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>Draws of one request.</summary>
sealed class Dice(int seed)
{
    static readonly string[] Texts =
    [
        "", "\0", " ", "\uFEFF", "\u202E", "é", "e\u0301", "😀", "\uFFFF", "' OR 1=1 --", "%_[", "\\", "\"", "\"\"\"", "{", "}", "$", "@", "#", "...", "null", "../../etc/passwd", "http://127.0.0.1:1/", "0x", "-0", "1e999",
        "9223372036854775808", "-9223372036854775809", "79228162514264337593543950336", "0.00000000000000000000000000000000000000001", "2026-02-30", "9999-12-31", "0001-01-01T00:00:00Z", "2026-13-01T25:61:61Z", "RAA", "TQGiCdysYH49m6X3pM12J_o", "Vg", "VgGiHwj0O3y8l9d5HB279Uw",
    ];

    readonly Random random = new(seed);

    public int Next(int limit) => random.Next(limit);

    public bool OneIn(int count) => random.Next(count) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Mostly short, seldom very long.</summary>
    public int Length(int most) => (int)Math.Min(most, Math.Pow(2, random.NextDouble() * Math.Log2(most + 1)));

    public string Text() => random.Next(8) switch
    {
        0 => new string(Of(["a", "é", "\0", "\\", "["])[0], Length(200_000)),
        1 => Of(Texts) + Of(Texts),
        2 => new string([.. Enumerable.Range(0, Length(300)).Select(_ => (char)random.Next(0xD7FF))]),
        _ => Of(Texts),
    };

    public byte[] Bytes(int most)
    {
        var bytes = new byte[Length(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A few bytes are others, gone, twice there or somewhere else; or the end is missing.</summary>
    public byte[] Damage(byte[] sound)
    {
        var bytes = new List<byte>(sound);
        for (var times = 1 + Length(8); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(Length(200), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, OneIn(2) ? Bytes(40) : Encoding.UTF8.GetBytes(Text())); break;
                default: if (OneIn(4)) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
}
