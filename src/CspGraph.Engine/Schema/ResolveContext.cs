using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Schema;

/// <summary>What a resolved field is asked for.</summary>
public abstract class ResolveContext(
    IReadOnlyList<Guid> parents, IReadOnlySet<string> selected, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellation)
{
    /// <summary>Keys of the parents, each once; the answer has one value for each, in this order. One empty key for a root field.</summary>
    public IReadOnlyList<Guid> Parents { get; } = parents;

    /// <summary>Names of the object's fields that the document selects.</summary>
    public IReadOnlySet<string> Selected { get; } = selected;

    /// <summary>The value of an argument, coerced by the schema; the declared one when it was left out or is null.</summary>
    /// <typeparam name="T">The C# type of the argument's scalar or enum; nullable when it may be absent.</typeparam>
    /// <exception cref="KeyNotFoundException">The field declares no such argument.</exception>
    public T Argument<T>(string name) => (T)arguments[name]!;

    /// <summary>Ends with the request.</summary>
    public CancellationToken Cancellation { get; } = cancellation;
}

/// <inheritdoc/>
public sealed class ResolveContext<TDb, TViewer>(
    TDb db, TViewer viewer, IReadOnlyCollection<string> droppedFilters, IReadOnlyList<Guid> parents, IReadOnlySet<string> selected,
    IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellation)
    : ResolveContext(parents, selected, arguments, cancellation)
    where TDb : DbContext
{
    /// <summary>The operation's context, within its snapshot.</summary>
    public TDb Db { get; } = db;

    /// <summary>Who asks.</summary>
    public TViewer Viewer { get; } = viewer;

    /// <summary>A table as the viewer sees it.</summary>
    public IQueryable<TEntity> Rows<TEntity>() where TEntity : class => Db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters(droppedFilters);
}
