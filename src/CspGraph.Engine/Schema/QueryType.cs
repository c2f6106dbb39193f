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
    protected RootConnectionField Connection<TTarget>(string name, string description) => Add(new RootConnectionField(name, description, typeof(TTarget)));

    /// <summary>Those of the rows that the viewer sees for which <paramref name="belongs"/> holds, in pages.</summary>
    protected RootConnectionField Connection<TTarget>(string name, Expression<Func<TTarget, bool>> belongs, string description) =>
        Add(new RootConnectionField(name, description, typeof(TTarget)) { Rows = Expression.Lambda(belongs.Body, Expression.Parameter(typeof(TDb), "db"), belongs.Parameters[0]) });

    /// <summary>Those of the rows that the viewer sees which are within a span, in pages.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="argument">By which the span is asked for: it is never absent.</param>
    /// <param name="span">Turns the argument's value into the span's ends, each time that is asked; refuses it by a <see cref="GraphException"/>. Cursors stay good while the ends move.</param>
    /// <param name="belongs">(a row, the first end, the last end) → whether the row is within.</param>
    /// <param name="description">For the schema's reader.</param>
    protected RootConnectionField Connection<TTarget, TArgument, TEnd>(
        string name, Argument argument, Func<TArgument, (TEnd From, TEnd To)> span, Expression<Func<TTarget, TEnd, TEnd, bool>> belongs, string description) =>
        Add(new RootConnectionField(name, description, typeof(TTarget), argument)
        {
            Fits = Expression.Lambda(belongs.Body, [Expression.Parameter(typeof(IQueryable<TTarget>), "table"), .. belongs.Parameters]),
            Span = values => span((TArgument)values[0]!) is var (from, to) ? [from, to] : [],
        });

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

    TField Add<TField>(TField field) where TField : Field
    {
        Fields.Add(field);
        return field;
    }
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
