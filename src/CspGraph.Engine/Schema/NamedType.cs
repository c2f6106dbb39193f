namespace CspGraph.Engine.Schema;

/// <summary>A type of the schema that has a name of its own.</summary>
/// <param name="name">As published: it is never renamed.</param>
/// <param name="description">For the schema's reader.</param>
public abstract class NamedType(string name, string description)
{
    /// <summary>The published name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, for the schema's reader.</summary>
    public string Description { get; } = description;

    /// <summary>The C# type it shows.</summary>
    public abstract Type ClrType { get; }
}
