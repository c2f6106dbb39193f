using CsCheck;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Chance that can be repeated: CsCheck's generators on a stream of their own for each seed.</summary>
sealed class Dice(uint stream, ulong seed)
{
    readonly PCG random = new(stream, seed);

    public T Roll<T>(Gen<T> generator) => generator.Generate(random, null, out _);

    /// <summary>From 0 to one less than <paramref name="below"/>.</summary>
    public int Below(int below) => Roll(Gen.Int[0, below - 1]);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included; the least when there is no more.</summary>
    public int Between(int least, int most) => Roll(Gen.Int[least, Math.Max(least, most)]);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Some items, each once, in any order.</summary>
    public List<T> Some<T>(IEnumerable<T> items, int count)
    {
        var left = items.ToList();
        var taken = new List<T>();
        for (; taken.Count < count && left.Count > 0; left.RemoveAt(left.Count - 1))
        {
            var at = Below(left.Count);
            (left[at], left[^1]) = (left[^1], left[at]);
            taken.Add(left[^1]);
        }
        return taken;
    }

    public Guid Key() => new(Roll(Gen.Byte.Array[16]), bigEndian: true);

    public T? Maybe<T>(int percent, Func<T> make) where T : struct => Chance(percent) ? make() : null;

    public T? MaybeOf<T>(int percent, IReadOnlyList<T> items) where T : class => Chance(percent) ? Of(items) : null;
}
