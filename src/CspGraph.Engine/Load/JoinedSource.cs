using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Load;

/// <summary>A table and the rows it refers to, as one query. Joins are LEFT: a target that is not there, or not seen, loses no row.</summary>
sealed class JoinedSource
{
    readonly StorageModel model;
    readonly DbContext db;
    readonly List<(int From, ReferenceField? Field, EntityType Type)> joins;
    Expression source;
    Type shape;

    public JoinedSource(StorageModel model, DbContext db, EntityType type, Expression? rows = null)
    {
        this.model = model;
        this.db = db;
        joins = [(-1, null, type)];
        shape = type.ClrType;
        source = rows ?? Table(shape);
    }

    /// <summary>The number of the join, made if it is not there yet. All joins are made before the first condition.</summary>
    public int Join(int from, ReferenceField field, EntityType target)
    {
        var existing = joins.FindIndex(join => join.From == from && field.LeadsAs(join.Field));
        if (existing >= 0) return existing;
        var outer = Expression.Parameter(shape, "outer");
        var inner = Expression.Parameter(target.ClrType, "inner");
        var (outerKey, innerKey) = Keys(At(outer, from), field, inner);
        var pair = typeof(Pair<,>).MakeGenericType(shape, target.ClrType);
        var result = Expression.MemberInit(Expression.New(pair),
            Expression.Bind(pair.GetProperty("Outer")!, outer), Expression.Bind(pair.GetProperty("Inner")!, inner));
        source = TypeName.IsNullable(field.Source) && TypeName.IsNullable(field.TargetKey)
            ? Expression.Call(typeof(Queryable), nameof(Queryable.SelectMany), [shape, target.ClrType, pair], source, Sequence(Matching(At(outer, from), field, inner), outer), Quote(result, outer, inner))
            : Expression.Call(typeof(Queryable), nameof(Queryable.LeftJoin), [shape, target.ClrType, outerKey.Type, pair],
                source, Table(target.ClrType), Quote(outerKey, outer), Quote(innerKey, inner), Quote(result, outer, inner));
        shape = pair;
        joins.Add((from, field, target));
        return joins.Count - 1;
    }

    /// <summary>The joined row of a number (0 is the table's own) within the query's row.</summary>
    public Expression At(Expression row, int join)
    {
        for (var last = joins.Count - 1; last > join; last--) row = Expression.Property(row, "Outer");
        return join == 0 ? row : Expression.Property(row, "Inner");
    }

    /// <summary>A column of a joined row. A referred row's key is read where the reference is kept, so that an index on it can serve.</summary>
    public Expression Column(Expression row, int join, string property) => joins[join] is { Field: { } field } reference && field.TargetKey.Name == property
        ? Expression.Property(At(row, reference.From), field.Source)
        : Expression.Property(At(row, join), property);

    public void Where(Func<ParameterExpression, Expression?> condition)
    {
        var row = Expression.Parameter(shape, "row");
        if (condition(row) is { } body)
            source = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [shape], source, Quote(body, row));
    }

    public void OrderBy(Func<ParameterExpression, Expression> column, bool descending, bool first)
    {
        var row = Expression.Parameter(shape, "row");
        var body = column(row);
        var method = (first ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy)) + (descending ? "Descending" : "");
        source = Expression.Call(typeof(Queryable), method, [shape, body.Type], source, Quote(body, row));
    }

    public void Take(Expression limit) => source = Expression.Call(typeof(Queryable), nameof(Queryable.Take), [shape], source, limit);

    public Expression Any() => Expression.Call(typeof(Queryable), nameof(Queryable.Any), [shape], source);

    /// <summary>That a value is in a column of one of the rows.</summary>
    public MethodCallExpression Holds(string column, Expression value)
    {
        var row = Expression.Parameter(shape, "row");
        Expression body = Expression.Property(At(row, 0), column);
        if (body.Type != value.Type) body = Expression.Convert(body, value.Type);
        var values = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [shape, value.Type], source, Quote(body, row));
        return Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [value.Type], values, value);
    }

    public IQueryable Select(IReadOnlyCollection<string> droppedFilters, Func<ParameterExpression, Expression> columns)
    {
        var row = Expression.Parameter(shape, "row");
        var body = columns(row);
        var filtered = Expression.Call(IgnoreFilters.MakeGenericMethod(shape), source, Expression.Constant(droppedFilters));
        var query = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [shape, body.Type], filtered, Quote(body, row));
        return Set(joins[0].Type.ClrType).Provider.CreateQuery(query);
    }

    public Expression Table(Type entity) => Set(entity).Expression;

    IQueryable Set(Type entity) =>
        (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity).Invoke(db, null)!;

    /// <summary>The shared part of the key (the tenant's) and the row's own, on both sides.</summary>
    (Expression Outer, Expression Inner) Keys(Expression outer, ReferenceField field, Expression inner)
    {
        var outerKey = AsNullable(Expression.Property(outer, field.Source));
        var innerKey = AsNullable(Expression.Property(inner, field.TargetKey));
        foreach (var shared in model.SharedKey(inner.Type))
        {
            var type = typeof(Key<,>).MakeGenericType(shared.ClrType, outerKey.Type);
            var make = type.GetConstructors()[0];
            (outerKey, innerKey) = (
                Expression.New(make, [Expression.Property(outer, shared.Name), outerKey], type.GetProperties()),
                Expression.New(make, [Expression.Property(inner, shared.Name), innerKey], type.GetProperties()));
        }
        return (outerKey, innerKey);
    }

    /// <summary>The targets of a key that may be missing on both sides: a join by keys would take two missing ones for equal.</summary>
    MethodCallExpression Matching(Expression outer, ReferenceField field, ParameterExpression inner)
    {
        var key = Expression.Property(inner, field.TargetKey);
        var matches = Expression.AndAlso(Expression.NotEqual(key, Expression.Constant(null, key.Type)), Expression.Equal(key, Expression.Property(outer, field.Source)));
        foreach (var shared in model.SharedKey(inner.Type))
            matches = Expression.AndAlso(Expression.Equal(Expression.Property(inner, shared.Name), Expression.Property(outer, shared.Name)), matches);
        var rows = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [inner.Type], Table(inner.Type), Quote(matches, inner));
        return Expression.Call(typeof(Queryable), nameof(Queryable.DefaultIfEmpty), [inner.Type], rows);
    }

    static UnaryExpression Sequence(MethodCallExpression rows, ParameterExpression outer)
    {
        var element = rows.Type.GetGenericArguments()[0];
        return Expression.Quote(Expression.Lambda(typeof(Func<,>).MakeGenericType(outer.Type, typeof(IEnumerable<>).MakeGenericType(element)), rows, outer));
    }

    static Expression AsNullable(Expression key) => key.Type == typeof(Guid) ? Expression.Convert(key, typeof(Guid?)) : key;

    static UnaryExpression Quote(Expression body, params ParameterExpression[] parameters) => Expression.Quote(Expression.Lambda(body, parameters));

    static readonly MethodInfo IgnoreFilters = typeof(EntityFrameworkQueryableExtensions).GetMethods()
        .Single(method => method.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters) && method.GetParameters().Length == 2);

    sealed class Pair<TOuter, TInner>
    {
        public TOuter Outer { get; set; } = default!;
        public TInner Inner { get; set; } = default!;
    }

    sealed class Key<TShared, TOwn>(TShared shared, TOwn own)
    {
        public TShared Shared { get; } = shared;
        public TOwn Own { get; } = own;
    }
}
