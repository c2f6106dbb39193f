namespace CspGraph.Engine.Load;

/// <summary>How large a response could be.</summary>
/// <param name="Objects">Rows.</param>
/// <param name="Fields">Fields of those rows.</param>
readonly record struct Extent(long Objects, long Fields)
{
    public bool Exceeds(Extent limit) => Objects > limit.Objects || Fields > limit.Fields;

    public static Extent operator +(Extent left, Extent right) => new(left.Objects + right.Objects, left.Fields + right.Fields);
}
