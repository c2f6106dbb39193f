using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Schema;

/// <summary>The root of all reads. <c>node</c> and <c>nodes</c> are there by themselves.</summary>
public abstract class QueryType
{
    internal QueryType() { }

    internal List<Field> Fields { get; } = [new NodeField(), new NodesField()];
}

/// <inheritdoc/>
public abstract class QueryType<TDb, TViewer> : QueryType where TDb : DbContext
{
    /// <summary>All rows that the viewer sees, in pages.</summary>
    protected Field Connection<TTarget>(string name, string description) => Add(new RootConnectionField(name, description, typeof(TTarget), rows: null));

    /// <summary>Those of the rows that the viewer sees for which <paramref name="belongs"/> holds, in pages.</summary>
    protected Field Connection<TTarget>(string name, Expression<Func<TTarget, bool>> belongs, string description) =>
        Add(new RootConnectionField(name, description, typeof(TTarget), Expression.Lambda(belongs.Body, Expression.Parameter(typeof(TDb), "db"), belongs.Parameters[0])));

    /// <summary>Rows of a log in the order in which they came, in pages that the host finds, forward only.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="tag">The letter in the global ids of the rows, which are their cursors.</param>
    /// <param name="page">Finds the page that the arguments <c>first</c> and <c>after</c>, and those given here, ask for.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="arguments">What else can be asked.</param>
    protected void Log<TTarget>(string name, char tag, Func<ResolveContext<TDb, TViewer>, Task<LogPage>> page, string description, params Argument[] arguments) =>
        Fields.Add(new LogField(name, description, typeof(TTarget), tag, context => page((ResolveContext<TDb, TViewer>)context), arguments));

    /// <summary>One row by its global id; null for a missing one and for one that the viewer does not see, alike.</summary>
    protected void ById<TTarget>(string name, string description) => Fields.Add(new LookupField(name, description, typeof(TTarget)));

    /// <summary>The one row of a table that the viewer sees.</summary>
    protected void Single<TTarget>(string name, string description) => Fields.Add(new SingleField(name, description, typeof(TTarget)));

    /// <summary>An object that is computed for the viewer.</summary>
    protected ResolvedField Resolved<TValue>(string name, Func<ResolveContext<TDb, TViewer>, Task<TValue>> resolve, string description, bool nullable = true, params Argument[] arguments)
    {
        var field = new ResolvedField(name, description, typeof(TValue), nullable, async context => [await resolve((ResolveContext<TDb, TViewer>)context)], arguments);
        Fields.Add(field);
        return field;
    }

    Field Add(Field field)
    {
        Fields.Add(field);
        return field;
    }
}

sealed class RootConnectionField(string name, string description, Type target, LambdaExpression? rows) : Field(name, description)
{
    public Type Target { get; } = target;
    /// <summary>(db, row) → is it one of them; null for all.</summary>
    public LambdaExpression? Rows { get; } = rows;
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size => ListSize.Page;
}

sealed class LookupField(string name, string description, Type target) : Field(name, description)
{
    public Type Target { get; } = target;
    internal override IReadOnlyList<Argument> Arguments { get; } = [new("id", "ID!", "Its global id.")];
    internal override int? Weight => CostWeights.Read;
}

sealed class SingleField(string name, string description, Type target) : Field(name, description)
{
    public Type Target { get; } = target;
    internal override int? Weight => CostWeights.Read;
}

sealed class NodeField() : Field("node", "Any object by its global id; null when there is none, or none that the viewer sees.")
{
    internal override IReadOnlyList<Argument> Arguments { get; } = [new("id", "ID!", "The object's global id.")];
    internal override int? Weight => CostWeights.Read;
}

sealed class NodesField() : Field("nodes", "Objects by their global ids, in the order asked for; null where there is none, or none that the viewer sees.")
{
    internal override IReadOnlyList<Argument> Arguments { get; } = [new("ids", "[ID!]!", $"Up to {GraphEngineOptions.MaxPage} global ids.")];
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size { get; } = ListSize.Of("ids");
}
