namespace CspGraph.Domain.Imports;

/// <summary>A value as one source stated it.</summary>
/// <typeparam name="T">A type with a total order; texts are ordered by their UTF-16 units.</typeparam>
/// <param name="Value">What is stated.</param>
/// <param name="StatedAt">The date of the statement (UTC), not of its reading.</param>
/// <param name="IsWeak">True for what is only inferred, or told by a line that undoes something: it yields to every other statement, however old.</param>
public readonly record struct Fact<T>(T Value, DateTime StatedAt, bool IsWeak = false) where T : notnull;

/// <summary>Which of two statements about the same thing holds.</summary>
public static class Fact
{
    /// <summary>The fact that holds: a strong one before a weak one, then the newer, then the greater value. Nothing stated yields to anything.</summary>
    /// <remarks>
    /// The greatest under one total order: so joining is commutative, associative and idempotent, and sources read in any
    /// order, or twice, end equal. The value decides only to be the same on every machine.
    /// </remarks>
    public static Fact<T>? Join<T>(Fact<T>? one, Fact<T>? other) where T : notnull
    {
        if (one is not { } left) return other;
        if (other is not { } right) return one;
        return Compare(left, right) >= 0 ? one : other;
    }

    /// <summary>A statement, unless there is nothing to state.</summary>
    public static Fact<string>? Of(string? value, DateTime statedAt, bool isWeak = false) =>
        string.IsNullOrWhiteSpace(value) ? null : new(value, statedAt, isWeak);

    /// <summary>A statement, unless there is nothing to state.</summary>
    public static Fact<T>? Of<T>(T? value, DateTime statedAt, bool isWeak = false) where T : struct =>
        value is { } stated ? new(stated, statedAt, isWeak) : null;

    static int Compare<T>(Fact<T> one, Fact<T> other) where T : notnull
    {
        if (one.IsWeak != other.IsWeak) return one.IsWeak ? -1 : 1;
        var order = one.StatedAt.CompareTo(other.StatedAt);
        if (order != 0) return order;
        return one.Value is string text && other.Value is string otherText
            ? string.CompareOrdinal(text, otherText)
            : Comparer<T>.Default.Compare(one.Value, other.Value);
    }
}
