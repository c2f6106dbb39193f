namespace CspGraph.Engine.Compile;

/// <summary>How much of a document was looked at before it was taken or refused.</summary>
sealed class DocumentWork
{
    /// <summary>Tokens that were read.</summary>
    public int Tokens { get; set; }

    /// <summary>Definitions, selections, directives and values that were visited.</summary>
    public int Nodes { get; set; }

    /// <summary>Whether the rules of validation ran over it.</summary>
    public bool Validated { get; set; }
}
