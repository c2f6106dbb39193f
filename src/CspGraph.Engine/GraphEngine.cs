using System.IO.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine;

/// <summary>Runs GraphQL operations against one database model: compile, load, write.</summary>
/// <typeparam name="TDb">The context whose tables the schema shows.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public sealed class GraphEngine<TDb, TViewer> where TDb : DbContext
{
    /// <summary>The schema in the Schema Definition Language, with descriptions.</summary>
    public string Sdl => throw new NotImplementedException();

    /// <summary>Parses, validates and plans a document (once per text), and coerces its variables. A client's mistake is returned, never thrown.</summary>
    public Task<PreparedOperation> PrepareAsync(GraphRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Loads a prepared operation and writes the whole response. A failed root field is null with an error; the others are delivered.</summary>
    public Task ExecuteAsync(PreparedOperation operation, GraphSession<TDb, TViewer> session, PipeWriter output, CancellationToken cancellation) =>
        throw new NotImplementedException();
}

/// <summary>One request's state.</summary>
/// <param name="Db">A context opened for the viewer; the engine opens its connection and one snapshot, and closes both.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="DroppedFilters">Names of the query filters that do not hold for this viewer.</param>
public sealed record GraphSession<TDb, TViewer>(TDb Db, TViewer Viewer, IReadOnlyCollection<string> DroppedFilters) where TDb : DbContext;

/// <summary>An operation that is ready to run, or the errors that keep it from running.</summary>
public sealed class PreparedOperation
{
    /// <summary>What the document asks for; meaningless when there are errors.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>Not empty: nothing was executed, and the response has no data.</summary>
    public IReadOnlyList<GraphError> Errors { get; init; } = [];
}

/// <summary>GraphQL's operation types.</summary>
public enum OperationKind { Query, Mutation, Subscription }

/// <summary>Writes responses that have errors and no data.</summary>
public static class ErrorResponse
{
    /// <summary>Writes <c>{"errors":[…]}</c>.</summary>
    public static void Write(IReadOnlyList<GraphError> errors, PipeWriter output) => throw new NotImplementedException();
}
