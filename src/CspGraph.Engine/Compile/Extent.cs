namespace CspGraph.Engine.Compile;

/// <summary>How large a response could be, and what it costs to read. Each number stops at <see cref="Most"/>: products of pages soon leave every number's range.</summary>
/// <param name="Objects">Rows.</param>
/// <param name="Fields">Fields of those rows.</param>
/// <param name="Cost">What all of it weighs.</param>
readonly record struct Extent(long Objects, long Fields, long Cost)
{
    /// <summary>The greatest number that every JSON reader takes exactly.</summary>
    public const long Most = (1L << 53) - 1;

    public static Extent operator +(Extent left, Extent right) =>
        new(Sum(left.Objects, right.Objects), Sum(left.Fields, right.Fields), Sum(left.Cost, right.Cost));

    public static Extent Max(Extent left, Extent right) =>
        new(Math.Max(left.Objects, right.Objects), Math.Max(left.Fields, right.Fields), Math.Max(left.Cost, right.Cost));

    /// <summary>A sum of two numbers that are not negative.</summary>
    public static long Sum(long left, long right) => left < Most - right ? left + right : Most;

    /// <summary>A product of two numbers that are not negative.</summary>
    public static long Product(long left, long right) => right == 0 || left < Most / right ? left * right : Most;
}
