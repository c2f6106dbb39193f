using System.Reflection;

namespace CspGraph.Engine.Schema;

/// <summary>The types that show an interface's rows: which of them, a column tells.</summary>
/// <param name="Column">The column's property.</param>
/// <param name="ByValue">The type for each of its values.</param>
sealed record EntityVariants(PropertyInfo Column, IReadOnlyDictionary<object, EntityType> ByValue)
{
    /// <summary>Each type once, in the order in which they were declared.</summary>
    public IReadOnlyList<EntityType> Types { get; } = [.. ByValue.Values.Distinct()];
}
