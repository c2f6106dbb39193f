namespace CspGraph.Api.Demo;

/// <summary>Draws that a seeded generator repeats exactly.</summary>
static class DemoRandom
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;

    /// <summary>One of the choices, each as often as its weight says.</summary>
    public static T Weighted<T>(this Random random, IReadOnlyList<T> choices, Func<T, int> weight)
    {
        var draw = random.Next(choices.Sum(weight));
        foreach (var choice in choices)
            if ((draw -= weight(choice)) < 0) return choice;
        throw new InvalidOperationException("The weights changed while one was drawn.");
    }

    /// <summary>0 up to the limit, most of them small.</summary>
    public static int Skewed(this Random random, int limit) => random.Next(1 + random.Next(limit));

    /// <summary>A version 4 id, such as Microsoft gives.</summary>
    public static Guid NextGuid(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
