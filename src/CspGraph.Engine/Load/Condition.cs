using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Load;

/// <summary>What <c>where</c> asks of a row. Values are kept apart, by number, so that a condition is the shape of a statement.</summary>
abstract record Condition
{
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Compare(ColumnField Column, Comparison Comparison, bool Negated, int Value, bool OrNull = false) : Condition;

    /// <summary>The referred row is there, and fits.</summary>
    public sealed record To(ReferenceField Reference, Condition Fits) : Condition;

    /// <summary>There is a row at the other end that fits (or, for <paramref name="Misfits"/>, one that does not).</summary>
    public sealed record Some(ConnectionField Connection, Condition? Fits, bool Misfits, bool Negated) : Condition;
}

/// <summary>How a column is held against a value.</summary>
enum Comparison
{
    IsNull,
    Equal,
    In,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Like,
}
