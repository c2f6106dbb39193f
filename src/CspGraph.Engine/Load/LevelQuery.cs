using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Engine.Load;

/// <summary>Writes the LINQ of one level: its table, the joins to what it refers to, its conditions, order and columns. EF makes the text.</summary>
sealed class LevelQuery(GraphSchema schema, StorageModel model, DbContext db, IReadOnlyCollection<string> droppedFilters, SlotTable slots, bool hasArgument, bool hasParents)
{
    /// <summary>The rows of one range of a level, as arrays of the columns asked for.</summary>
    public IQueryable Rows(
        LevelPlan level, Condition? condition, IReadOnlyList<OrderTerm> order, SeekRange range, bool backward, bool[]? untilNulls, IReadOnlyList<LevelColumn> columns)
    {
        var (source, places) = Source(level, condition);
        source.Where(row => Relation(level.Relation, source.At(row, 0), level.Type));
        source.Where(row => FitsArgument(level, source, row));
        if (condition is not null) source.Where(row => Fits(condition, source, row, 0, negated: false));
        for (var i = 0; i < range.Bounds.Count; i++)
        {
            var place = i;
            source.Where(row => Bounded(source.At(row, 0), order, level.Type, place, range.Bounds[place], backward));
        }
        if (untilNulls is not null) source.Where(row => Before(source.At(row, 0), order, level.Type, 0, untilNulls, backward));
        if (level.Rows is null && !level.IsWhole) Sort(source, order, level.Type, range, backward);
        if (!level.IsWhole) source.Take(slots.Add(typeof(int), SlotSource.Limit, 0, property: null));
        return source.Select(droppedFilters, row => Expression.NewArrayInit(typeof(object),
            columns.Select(column => (Expression)Expression.Property(source.At(row, places[column.Join]), column.Property.Name)).Concat(Rank(level, source.At(row, 0)))
                .Select(value => Expression.Convert(value, typeof(object)))));
    }

    /// <summary>A one for each row of a level, to be counted.</summary>
    public IQueryable Ones(LevelPlan level, Condition? condition)
    {
        var source = new JoinedSource(model, db, level.Type);
        if (condition is not null) AddJoins(source, condition, 0);
        source.Where(row => Relation(level.Relation, source.At(row, 0), level.Type));
        source.Where(row => FitsArgument(level, source, row));
        if (condition is not null) source.Where(row => Fits(condition, source, row, 0, negated: false));
        return source.Select(droppedFilters, _ => Expression.Constant(1));
    }

    /// <summary>The level's tables, and where each of its joins is among them.</summary>
    /// <remarks>What rows are chosen by is joined first: a database that keeps this order looks up the rest for the rows that are left.</remarks>
    (JoinedSource Source, int[] Places) Source(LevelPlan level, Condition? condition)
    {
        var source = level.Rows is { } rows
            ? new JoinedSource(model, db, level.Type, Replace(rows, [Expression.Constant(db), ParentSlot(level.Type), .. rows.Parameters.Skip(2).Select(ArgumentSlot)]))
            : new JoinedSource(model, db, level.Type);
        if (condition is not null) AddJoins(source, condition, 0);
        var places = new int[level.Joins.Count];
        for (var i = 1; i < places.Length; i++) places[i] = source.Join(places[level.Joins[i].From], level.Joins[i].Field!, level.Joins[i].Type);
        return (source, places);
    }

    void AddJoins(JoinedSource source, Condition condition, int from)
    {
        switch (condition)
        {
            case Condition.All all: foreach (var part in all.Parts) AddJoins(source, part, from); break;
            case Condition.Any any: foreach (var part in any.Parts) AddJoins(source, part, from); break;
            case Condition.To to when !IsAmong(to): AddJoins(source, to.Fits, source.Join(from, to.Reference, schema.Entity(to.Reference.Target))); break;
        }
    }

    Expression? Relation(LambdaExpression? relation, Expression row, EntityType type) => relation is null ? null
        : Replace(relation, [Expression.Constant(db), row, .. relation.Parameters.Skip(2).Select((parameter, i) =>
            i == 0 ? ParentSlot(type) : ArgumentSlot(parameter, i - 1))]);

    /// <summary>What a list's rows are sorted by again; nothing where they are read in order.</summary>
    IEnumerable<Expression> Rank(LevelPlan level, Expression row) => level.Rank is { } rank && model.IsSqlServer ? [Relation(rank, row, level.Type)!] : [];

    Expression ArgumentSlot(ParameterExpression parameter, int number) => slots.Add(parameter.Type, SlotSource.Argument, number, property: null);

    Expression? FitsArgument(LevelPlan level, JoinedSource source, ParameterExpression row) => level.Fits is { } fits && hasArgument
        ? Replace(fits, [source.Table(level.Type.ClrType), source.At(row, 0), .. fits.Parameters.Skip(2).Select(ArgumentSlot)])
        : null;

    Expression ParentSlot(EntityType type) => slots.Add(typeof(Guid), SlotSource.Parent, 0, model.Column(type.KeyProperty));

    Expression Fits(Condition condition, JoinedSource source, ParameterExpression row, int join, bool negated)
    {
        switch (condition)
        {
            case Condition.All all: return Combine(all.Parts, all: !negated);
            case Condition.Any any: return Combine(any.Parts, all: negated);
            case Condition.Compare compare: return Compare(compare, source.Column(row, join, model.Compared(compare.Column).Name), negated);
            case Condition.Some some: return Some(some, source.At(row, join), negated);
            case Condition.To to when IsAmong(to):
                var among = Among(to, source.At(row, join));
                return negated ? Expression.Not(among) : among;
            case Condition.To to:
                var target = source.Join(join, to.Reference, schema.Entity(to.Reference.Target));
                var key = Expression.Convert(Expression.Property(source.At(row, target), EntityType.Key), typeof(Guid?));
                var nothing = Expression.Constant(null, typeof(Guid?));
                var fits = Fits(to.Fits, source, row, target, negated);
                return negated ? Expression.OrElse(Expression.Equal(key, nothing), fits) : Expression.AndAlso(Expression.NotEqual(key, nothing), fits);
            default: throw new NotSupportedException(condition.GetType().Name);
        }

        Expression Combine(IReadOnlyList<Condition> parts, bool all) => parts.Count == 0
            ? Expression.Constant(!negated)
            : parts.Select(part => Fits(part, source, row, join, negated)).Aggregate(all ? Expression.AndAlso : Expression.OrElse);
    }

    /// <summary>Whether the rows that fit are found first. Not where a statement runs for each parent: that would find them for each.</summary>
    bool IsAmong(Condition.To to) => !hasParents && schema.Entity(to.Reference.Target).IsShort;

    /// <summary>That a row refers to one of those of a short table that fit.</summary>
    MethodCallExpression Among(Condition.To to, Expression entity)
    {
        var targets = new JoinedSource(model, db, schema.Entity(to.Reference.Target));
        AddJoins(targets, to.Fits, 0);
        targets.Where(row => Fits(to.Fits, targets, row, 0, negated: false));
        return targets.Holds(to.Reference.TargetKey.Name, Expression.Property(entity, to.Reference.Source));
    }

    Expression Some(Condition.Some some, Expression entity, bool negated)
    {
        var children = new JoinedSource(model, db, schema.Entity(some.Connection.Target));
        if (some.Fits is not null) AddJoins(children, some.Fits, 0);
        children.Where(row => Replace(some.Connection.Relation, Expression.Constant(db), children.At(row, 0), Expression.Property(entity, EntityType.Key)));
        if (some.Fits is not null) children.Where(row => Fits(some.Fits, children, row, 0, some.Misfits));
        return some.Negated ^ negated ? Expression.Not(children.Any()) : children.Any();
    }

    Expression Compare(Condition.Compare compare, Expression column, bool negated)
    {
        negated ^= compare.Negated;
        var stored = model.Compared(compare.Column);
        var nullable = compare.Column.IsNullable;
        Expression isNull = nullable ? Expression.Equal(column, Expression.Constant(null, column.Type)) : Expression.Constant(false);
        if (compare.Comparison is Comparison.IsNull) return negated ? Expression.Not(isNull) : isNull;
        var type = TypeName.Underlying(column.Type);
        var value = Value(column, Nullable.GetUnderlyingType(column.Type) is not null);
        Expression holds = compare.Comparison switch
        {
            Comparison.Equal => Expression.Equal(value, WhereSlot(type)),
            Comparison.In => Contains(WhereSlot(typeof(List<>).MakeGenericType(type), isList: true), value),
            Comparison.Greater => Ordered(value, WhereSlot(type), Expression.GreaterThan),
            Comparison.GreaterOrEqual => Ordered(value, WhereSlot(type), Expression.GreaterThanOrEqual),
            Comparison.Less => Ordered(value, WhereSlot(type), Expression.LessThan),
            Comparison.LessOrEqual => Ordered(value, WhereSlot(type), Expression.LessThanOrEqual),
            _ => Expression.Call(LikeMethod, Expression.Constant(EF.Functions), value, WhereSlot(typeof(string)), Expression.Constant("\\")),
        };
        var raw = negated ? Expression.Not(holds) : holds;
        if (!nullable) return raw;
        return negated != compare.OrNull ? Expression.OrElse(isNull, raw)
            : negated ? Expression.AndAlso(Expression.Not(isNull), raw)
            : raw;

        Expression WhereSlot(Type slotType, bool isList = false) => slots.Add(slotType, SlotSource.Where, compare.Value, stored, isList);
    }

    Expression Bounded(Expression entity, IReadOnlyList<OrderTerm> order, EntityType type, int place, Bound bound, bool backward)
    {
        var (column, stored, nullable, descending) = Place(entity, order, type, place);
        var nothing = Expression.Constant(null, nullable ? column.Type : typeof(object));
        return bound switch
        {
            Bound.Null => Expression.Equal(column, nothing),
            Bound.NotNull => Expression.NotEqual(column, nothing),
            Bound.AtCursor => Expression.Equal(Value(column, nullable), Slot()),
            Bound.BehindCursor => Ordered(Value(column, nullable), Slot(), descending ^ backward ? Expression.LessThan : Expression.GreaterThan),
            _ => null!,
        };

        Expression Slot() => slots.Add(TypeName.Underlying(column.Type), SlotSource.From, place, stored);
    }

    /// <summary>That a row comes before the cursor at the far side, in the direction of reading.</summary>
    Expression Before(Expression entity, IReadOnlyList<OrderTerm> order, EntityType type, int place, bool[] nulls, bool backward)
    {
        var (column, stored, nullable, descending) = Place(entity, order, type, place);
        var nothing = Expression.Constant(null, nullable ? column.Type : typeof(object));
        if (place < order.Count && nulls[place])
        {
            var tie = Expression.AndAlso(Expression.Equal(column, nothing), Before(entity, order, type, place + 1, nulls, backward));
            return backward ? tie : Expression.OrElse(Expression.NotEqual(column, nothing), tie);
        }
        var slot = slots.Add(TypeName.Underlying(column.Type), SlotSource.Until, place, stored);
        var before = Ordered(Value(column, nullable), slot, descending ^ backward ? Expression.GreaterThan : Expression.LessThan);
        if (nullable) before = backward
            ? Expression.OrElse(Expression.Equal(column, nothing), before)
            : Expression.AndAlso(Expression.NotEqual(column, nothing), before);
        return place == order.Count ? before
            : Expression.OrElse(before, Expression.AndAlso(Expression.Equal(Value(column, nullable), slot), Before(entity, order, type, place + 1, nulls, backward)));
    }

    void Sort(JoinedSource source, IReadOnlyList<OrderTerm> order, EntityType type, SeekRange range, bool backward)
    {
        var sorted = false;
        for (var i = 0; i < range.Bounds.Count; i++)
        {
            if (range.Bounds[i] is Bound.AtCursor or Bound.Null) continue;
            var place = i;
            if (sorted && i < order.Count && order[i].Column.IsNullable)
                source.OrderBy(row => Expression.Equal(Place(source.At(row, 0), order, type, place).Column, Expression.Constant(null, Place(source.At(row, 0), order, type, place).Column.Type)), backward, first: false);
            var descending = (i < order.Count ? order[i].Descending : order.Count > 0 && order[^1].Descending) ^ backward;
            source.OrderBy(row => Place(source.At(row, 0), order, type, place).Column, descending, first: !sorted);
            sorted = true;
        }
    }

    /// <summary>A column of the order; the last place is the key, in the last column's direction.</summary>
    (Expression Column, IProperty Stored, bool Nullable, bool Descending) Place(Expression entity, IReadOnlyList<OrderTerm> order, EntityType type, int place)
    {
        var stored = place < order.Count ? model.Compared(order[place].Column) : model.Column(type.KeyProperty);
        return (Expression.Property(entity, stored.Name), stored, place < order.Count && order[place].Column.IsNullable,
            order.Count > 0 && order[Math.Min(place, order.Count - 1)].Descending);
    }

    static Expression Value(Expression column, bool nullable) => nullable && column.Type.IsValueType ? Expression.Property(column, "Value") : column;

    static Expression Contains(Expression list, Expression value) => Expression.Call(list, list.Type.GetMethod("Contains")!, value);

    /// <summary>Texts and ids have no operators: they are compared by CompareTo, which EF knows.</summary>
    static Expression Ordered(Expression left, Expression right, Func<Expression, Expression, BinaryExpression> compare) =>
        left.Type == typeof(string) || left.Type == typeof(Guid)
            ? compare(Expression.Call(left, left.Type.GetMethod("CompareTo", [left.Type])!, right), Expression.Constant(0))
            : compare(left, right);

    static Expression Replace(LambdaExpression lambda, params IReadOnlyList<Expression> arguments) =>
        new Substitute(lambda.Parameters.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second)).Visit(lambda.Body);

    static readonly MethodInfo LikeMethod = typeof(DbFunctionsExtensions).GetMethod("Like", [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    sealed class Substitute(Dictionary<ParameterExpression, Expression> replacements) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => replacements.GetValueOrDefault(node, node);
    }
}
