using System.Linq.Expressions;
using System.Reflection;

namespace CspGraph.Engine.Schema;

/// <summary>A field of the schema, declared once.</summary>
public abstract class Field(string name, string description)
{
    /// <summary>The published name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, for the schema's reader.</summary>
    public string Description { get; } = description;

    internal virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Set by <see cref="FieldFreshness"/>.</summary>
    internal Freshness Freshness { get; set; }

    /// <summary>Set by <see cref="FieldRights"/>; null where everybody may ask.</summary>
    internal FieldRight? Right { get; set; }

    /// <summary>What one use weighs; null for the default of its type.</summary>
    internal virtual int? Weight => null;

    /// <summary>How many objects its lists hold; null for one.</summary>
    internal virtual ListSize? Size => null;
}

/// <summary>An argument of a field.</summary>
/// <param name="Name">The published name.</param>
/// <param name="Type">Its type in the schema's language, for example <c>Int</c> or <c>[ID!]!</c>.</param>
/// <param name="Description">For the schema's reader.</param>
/// <param name="Absent">What the field works with when the argument is left out or null.</param>
/// <param name="Default">The published default: a value of the argument's C# type. Null for an argument without one.</param>
/// <param name="Input">Of a resolved field: the C# class, shown by an <see cref="InputType"/>, whose objects the argument's value holds; null for scalars and enums.</param>
public sealed record Argument(string Name, string Type, string Description, object? Absent = null, object? Default = null, Type? Input = null);

/// <summary>A property of a computed object.</summary>
public sealed class PropertyField(string name, string description, PropertyInfo property, Func<object, object?> read) : Field(name, description)
{
    internal PropertyInfo Property { get; } = property;
    internal Func<object, object?> Read { get; } = read;
    internal string? Scalar { get; private set; }
    internal bool IsSecret { get; private set; }

    /// <summary>Shows it by another scalar than its C# type's.</summary>
    public PropertyField As(string scalar)
    {
        Scalar = scalar;
        return this;
    }

    /// <summary>Says that it is a secret, which can be null: it is answered once, and no answer that is kept has it.</summary>
    public PropertyField ShownOnce()
    {
        IsSecret = true;
        return this;
    }
}

/// <summary>A stored column: output, filter and order follow from it.</summary>
public sealed class ColumnField(string name, string description, PropertyInfo property) : Field(name, description)
{
    internal PropertyInfo Property { get; } = property;
    internal bool IsNullable { get; } = TypeName.IsNullable(property);
    internal Type ValueType { get; } = TypeName.Underlying(property.PropertyType);
    internal string? Scalar { get; private set; }
    internal bool CanFilter { get; private set; }
    internal bool CanSort { get; private set; }
    /// <summary>Set on the <c>id</c> of a node: the column is shown as a <see cref="NodeId"/> with this tag.</summary>
    internal char? IdTag { get; init; }

    /// <summary>Set by <see cref="CountedFrom"/>.</summary>
    internal Func<object?, int>? Origin { get; private set; }

    /// <summary>Shows a whole number counted from a number of the viewer's own, and filters by it so: what lies before that is none of the viewer's business. It cannot be ordered by.</summary>
    public ColumnField CountedFrom<TViewer>(Func<TViewer, int> origin)
    {
        Origin = viewer => origin((TViewer)viewer!);
        return this;
    }

    /// <summary>Lets <c>where</c> use it.</summary>
    public ColumnField Filterable()
    {
        CanFilter = true;
        return this;
    }

    /// <summary>Lets <c>order</c> use it. It needs an index (tenant[, parent], column, key).</summary>
    public ColumnField Sortable()
    {
        CanSort = true;
        return this;
    }

    /// <summary>Shows it by another scalar than its C# type's.</summary>
    public ColumnField As(string scalar)
    {
        Scalar = scalar;
        return this;
    }
}

/// <summary>To one row of another table, joined into the level that asks for it. Null when there is none, or none that the viewer sees.</summary>
public sealed class ReferenceField(string name, string description, Type target, PropertyInfo source, PropertyInfo targetKey) : Field(name, description)
{
    internal Type Target { get; } = target;
    internal PropertyInfo Source { get; } = source;
    internal PropertyInfo TargetKey { get; } = targetKey;
    internal bool CanFilter { get; private set; }

    /// <summary>Whether both lead from a row to the same one, as those of types that show one table do: one join serves both.</summary>
    internal bool LeadsAs(ReferenceField? other) => other is not null && (Source, TargetKey) == (other.Source, other.TargetKey);

    /// <summary>Lets <c>where</c> ask for conditions on the target.</summary>
    public ReferenceField Filterable()
    {
        CanFilter = true;
        return this;
    }
}

/// <summary>To many rows of another table, in pages.</summary>
public sealed class ConnectionField(string name, string description, Type target, LambdaExpression relation, params Argument[] arguments) : Field(name, description)
{
    internal Type Target { get; } = target;
    /// <summary>(db, row, parent key, each argument) → does the row belong to the parent.</summary>
    internal LambdaExpression Relation { get; } = relation;
    /// <summary>(the target's table, row, the only argument) → is the row asked for; null when the relation itself takes the arguments.</summary>
    internal LambdaExpression? Fits { get; init; }
    internal bool CanFilter { get; private set; }
    internal override IReadOnlyList<Argument> Arguments => arguments;
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size => ListSize.Page;

    /// <summary>Lets <c>where</c> ask whether some, none, all or any of the rows fit conditions.</summary>
    public ConnectionField Filterable()
    {
        CanFilter = true;
        return this;
    }
}

/// <summary>To few rows of another table, all of them, in an order of their own.</summary>
public sealed class ListField : Field
{
    /// <summary>Rows of one level at most.</summary>
    internal const int MaxRows = 100;

    internal ListField(string name, string description, Type target, LambdaExpression rows, LambdaExpression rank, Argument[] arguments) : base(name, description)
    {
        Target = target;
        Rows = rows;
        Rank = rank;
        Arguments = arguments;
    }

    internal Type Target { get; }
    /// <summary>(db, parent key, each argument) → the rows, ordered.</summary>
    internal LambdaExpression Rows { get; }
    /// <summary>(db, row, parent key, each argument) → what rises in that order, for statements that sort again.</summary>
    internal LambdaExpression Rank { get; }
    internal override IReadOnlyList<Argument> Arguments { get; }
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size { get; } = ListSize.UpTo(MaxRows);
}

/// <summary>A pure, total function of columns of the row, of columns of one that it refers to, and of the viewer.</summary>
public sealed class ComputedField : Field
{
    internal ComputedField(string name, string description, LambdaExpression function, bool nullable, ReferenceField? reference = null) : base(name, description)
    {
        Reference = reference;
        OutputType = function.ReturnType;
        IsNullable = nullable || Nullable.GetUnderlyingType(function.ReturnType) is not null;
        Computation = Computation.Compile(function);
    }

    internal Type OutputType { get; }
    internal bool IsNullable { get; }
    internal Computation Computation { get; }
    /// <summary>To the other row that is read for it, joined; null for none.</summary>
    internal ReferenceField? Reference { get; }
    internal override ListSize? Size => size;

    ListSize? size;

    /// <summary>Says how many items its lists hold, so that the response's size is foreseen.</summary>
    /// <param name="items">How many at most.</param>
    /// <param name="lists">Names of the object's list fields; none when the value is the list.</param>
    public ComputedField OfUpTo(int items, params string[] lists)
    {
        size = ListSize.UpTo(items, lists);
        return this;
    }
}

/// <summary>A method that gets all parents of its level at once and issues a fixed number of statements.</summary>
/// <remarks>Fields of one document that differ in their arguments are resolved each by itself.</remarks>
public sealed class ResolvedField(
    string name, string description, Type outputType, bool nullable, Func<ResolveContext, Task<IReadOnlyList<object?>>> resolve, params Argument[] arguments) : Field(name, description)
{
    internal Type OutputType { get; } = outputType;
    internal bool IsNullable { get; } = nullable;
    internal Func<ResolveContext, Task<IReadOnlyList<object?>>> Resolve { get; } = resolve;
    internal int Items => size?.Assumed ?? 1;
    internal override IReadOnlyList<Argument> Arguments => arguments;
    internal override int? Weight => weight;
    internal override ListSize? Size => size;

    int weight = CostWeights.Read;
    ListSize? size;

    /// <summary>Says how many items the value's lists hold for one parent, so that the response's size is foreseen.</summary>
    /// <param name="items">How many at most.</param>
    /// <param name="lists">Names of the object's list fields; none when the value is the list.</param>
    public ResolvedField OfUpTo(int items, params string[] lists)
    {
        size = ListSize.UpTo(items, lists);
        return this;
    }

    /// <summary>Says that a root field answers a list of as many items as its argument has, and refuses more than a number.</summary>
    public ResolvedField OfAsManyAs(string argument, int most)
    {
        size = ListSize.Of(argument, most);
        return this;
    }

    /// <summary>Says what it weighs for one parent, where reading takes much more than a seek; one row weighs 1.</summary>
    public ResolvedField Weighing(int weight)
    {
        this.weight = weight;
        return this;
    }
}
