using CspGraph.Engine.Compile;

namespace CspGraph.Engine;

/// <summary>A compiled document that stays compiled for as long as somebody holds it.</summary>
public sealed class GraphDocument
{
    internal GraphDocument(string text, CompiledDocument compiled)
    {
        Text = text;
        Compiled = compiled;
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Not empty: the document cannot run.</summary>
    public IReadOnlyList<GraphError> Errors => Compiled.Errors;

    internal CompiledDocument Compiled { get; }
}
