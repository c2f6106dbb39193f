using CspGraph.Engine.Schema;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>A document that was parsed and validated once, with its operations.</summary>
sealed class CompiledDocument
{
    readonly IReadOnlyList<CompiledOperation> operations;

    public CompiledDocument(GraphSchema schema, GraphQLDocument? document, IReadOnlyList<GraphError> errors, DocumentWork work)
    {
        Document = document;
        Errors = errors;
        Work = work;
        var directiveVariables = document is null ? [] : Directives.Variables(document);
        operations = [.. document?.Definitions.OfType<GraphQLOperationDefinition>().Select(operation => new CompiledOperation(schema, document, operation, directiveVariables)) ?? []];
    }

    public GraphQLDocument? Document { get; }

    public IReadOnlyList<GraphError> Errors { get; }

    public DocumentWork Work { get; }

    /// <summary>The operation of a name, or the only one; null when the choice is not clear.</summary>
    public CompiledOperation? Operation(string? name)
    {
        if (string.IsNullOrEmpty(name)) return operations is [var only] ? only : null;
        foreach (var operation in operations)
            if (operation.Name == name) return operation;
        return null;
    }
}
