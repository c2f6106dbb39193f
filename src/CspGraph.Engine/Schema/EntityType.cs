using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Schema;

/// <summary>A type whose objects are rows of one table with a <c>Guid</c> key named Id.</summary>
public abstract class EntityType : NamedType
{
    internal EntityType(string name, string plural, char? idTag, string description) : base(name, description)
    {
        Plural = plural;
        IdTag = idTag;
    }

    /// <summary>The key's property in every entity.</summary>
    internal const string Key = "Id";

    /// <summary>Names its connection: <c>Resellers</c> → ResellersConnection.</summary>
    internal string Plural { get; }

    /// <summary>The letter in its global ids; null for a type that is no Node.</summary>
    internal char? IdTag { get; }

    internal List<Field> Fields { get; } = [];

    /// <summary>What a connection is ordered by where the request does not say; null for the key.</summary>
    internal ColumnField? ListedBy { get; set; }

    internal bool IsListedBackwards { get; set; }

    /// <summary>Whether conditions on it are answered for the whole table first, and not row by row of what refers to it.</summary>
    internal bool IsShort { get; set; }

    /// <summary>Set where the type is an interface, whose rows other types show.</summary>
    internal EntityVariants? Variants { get; private protected set; }

    internal Freshness Freshness { get; private protected set; }

    internal PropertyInfo KeyProperty => ClrType.GetProperty(Key)!;

    internal Field? Find(string name) => Fields.Find(field => field.Name == name);
}

/// <inheritdoc/>
/// <typeparam name="TEntity">The entity of the context's model.</typeparam>
/// <typeparam name="TDb">The context.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public abstract class EntityType<TEntity, TDb, TViewer> : EntityType where TDb : DbContext
{
    /// <summary>Declares the type; with a tag it is a Node and has an <c>id</c>.</summary>
    protected EntityType(string name, string plural, char? idTag, string description) : base(name, plural, idTag, description)
    {
        if (idTag is not null)
            Fields.Add(new ColumnField("id", "Global id: opaque, stable.", KeyProperty) { IdTag = idTag }.Filterable());
    }

    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(TEntity);

    /// <summary>Shows a column under its own name.</summary>
    protected ColumnField Column<TValue>(Expression<Func<TEntity, TValue>> column, string description) =>
        Column(TypeName.Field(Property(column).Name), column, description);

    /// <summary>Shows a column under another name.</summary>
    protected ColumnField Column<TValue>(string name, Expression<Func<TEntity, TValue>> column, string description) =>
        Add(new ColumnField(name, description, Property(column)));

    /// <summary>Orders its connections by a column, which it must have an index for, where a request does not say.</summary>
    /// <param name="by">The column.</param>
    /// <param name="backwards">The greatest value first.</param>
    protected void Listed(ColumnField by, bool backwards = false) => (ListedBy, IsListedBackwards) = (by, backwards);

    /// <summary>Says that a viewer sees few rows of it, such as a catalogue's: which of them fit conditions is then found out once for a statement.</summary>
    protected void Short() => IsShort = true;

    /// <summary>Says that its rows change without a new version of the data: an answer with any of them is not kept.</summary>
    protected void NotCached() => Freshness = Freshness.OfNow;

    /// <summary>Makes the type an interface: each row is shown by the type that a column names. Those have all its fields, and their own.</summary>
    /// <param name="by">The column.</param>
    /// <param name="variants">The type of each value, in the order of the schema; one type may show several.</param>
    protected void ShownAs<TValue>(Expression<Func<TEntity, TValue>> by, IEnumerable<(TValue Value, EntityType Type)> variants) where TValue : struct =>
        Variants = new(Property(by), variants.ToDictionary(variant => (object)variant.Value, variant => variant.Type));

    /// <summary>To the row whose key is kept in <paramref name="key"/>.</summary>
    protected ReferenceField Reference<TTarget>(string name, Expression<Func<TEntity, Guid?>> key, string description) =>
        Add(new ReferenceField(name, description, typeof(TTarget), Property(key), typeof(TTarget).GetProperty(Key)!));

    /// <summary>To the row that is known by another key than its Id, unique within the tenant, which this row keeps in <paramref name="key"/>.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="key">This row's column. A value that no row has, null among them, leads to null.</param>
    /// <param name="targetKey">The target's column: of the same type, with a unique index.</param>
    /// <param name="description">For the schema's reader.</param>
    protected ReferenceField Reference<TTarget, TKey>(string name, Expression<Func<TEntity, TKey>> key, Expression<Func<TTarget, TKey>> targetKey, string description) =>
        Add(new ReferenceField(name, description, typeof(TTarget), Property(key), Property(targetKey)));

    /// <summary>To the one row that keeps this row's key in <paramref name="key"/>.</summary>
    protected ReferenceField ReferenceFrom<TTarget>(string name, Expression<Func<TTarget, Guid?>> key, string description) =>
        Add(new ReferenceField(name, description, typeof(TTarget), KeyProperty, Property(key)));

    /// <summary>To the rows that keep this row's key in <paramref name="key"/>.</summary>
    protected ConnectionField Connection<TTarget>(string name, Expression<Func<TTarget, Guid?>> key, string description)
    {
        var row = Expression.Parameter(typeof(TTarget), "row");
        var db = Expression.Parameter(typeof(TDb), "db");
        var parent = Expression.Parameter(typeof(Guid), "parent");
        var column = Expression.Property(row, Property(key));
        var belongs = Expression.Equal(column, column.Type == typeof(Guid) ? parent : Expression.Convert(parent, typeof(Guid?)));
        return Add(new ConnectionField(name, description, typeof(TTarget), Expression.Lambda(belongs, db, row, parent)));
    }

    /// <summary>To the rows for which <paramref name="belongs"/> holds with this row's key.</summary>
    protected ConnectionField Connection<TTarget>(string name, Expression<Func<TDb, TTarget, Guid, bool>> belongs, string description) =>
        Add(new ConnectionField(name, description, typeof(TTarget), belongs));

    /// <summary>To the rows for which <paramref name="belongs"/> holds with this row's key and the argument's value.</summary>
    protected ConnectionField Connection<TTarget, TArgument>(
        string name, Expression<Func<TDb, TTarget, Guid, TArgument, bool>> belongs, Argument argument, string description) =>
        Add(new ConnectionField(name, description, typeof(TTarget), belongs, argument));

    /// <summary>To the rows that keep this row's key in a column, and of those, where the argument is given, the ones for which <paramref name="fits"/> holds.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="belongs">Whether a row belongs to the one with a key.</param>
    /// <param name="argument">The argument. Left out or null it asks for nothing.</param>
    /// <param name="fits">(the target's table as the viewer sees it, a row of it, the argument's value) → whether the row is asked for.</param>
    /// <param name="description">For the schema's reader.</param>
    protected ConnectionField Connection<TTarget, TArgument>(
        string name, Expression<Func<TDb, TTarget, Guid, bool>> belongs, Argument argument, Expression<Func<IQueryable<TTarget>, TTarget, TArgument, bool>> fits, string description) =>
        Add(new ConnectionField(name, description, typeof(TTarget), belongs, argument) { Fits = fits });

    /// <summary>To the rows for which <paramref name="belongs"/> holds with this row's key and the arguments' values.</summary>
    protected ConnectionField Connection<TTarget, TFirst, TSecond>(
        string name, Expression<Func<TDb, TTarget, Guid, TFirst, TSecond, bool>> belongs, Argument first, Argument second, string description) =>
        Add(new ConnectionField(name, description, typeof(TTarget), belongs, first, second));

    /// <summary>To a short list of rows (at most 100), whole and ordered.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="rows">(db, this row's key, the argument) → the rows, in an order that an index serves.</param>
    /// <param name="rank">(db, a row, this row's key, the argument) → a number that rises in this order.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="description">For the schema's reader.</param>
    protected ListField List<TTarget, TArgument>(
        string name, Expression<Func<TDb, Guid, TArgument, IQueryable<TTarget>>> rows, Expression<Func<TDb, TTarget, Guid, TArgument, int>> rank, Argument argument, string description) =>
        Add(new ListField(name, description, typeof(TTarget), rows, rank, [argument]));

    /// <summary>A function of columns and of the viewer.</summary>
    protected ComputedField Computed<TValue>(string name, Expression<Func<TEntity, TViewer, TValue>> function, string description, bool nullable = false) =>
        Add(new ComputedField(name, description, function, nullable));

    /// <summary>A function of columns, of columns of the row that a reference leads to, and of the viewer. Where that is not there, or not seen, its columns have the default values of their types.</summary>
    protected ComputedField Computed<TTarget, TValue>(string name, ReferenceField reference, Expression<Func<TEntity, TTarget, TViewer, TValue>> function, string description, bool nullable = false) =>
        Add(new ComputedField(name, description, function, nullable, reference));

    /// <summary>A method over all parents of the level.</summary>
    protected ResolvedField Resolved<TValue>(
        string name, Func<ResolveContext<TDb, TViewer>, Task<IReadOnlyList<TValue>>> resolve, string description, bool nullable = false, params Argument[] arguments) =>
        Add(new ResolvedField(name, description, typeof(TValue), nullable, async context =>
            [.. (await resolve((ResolveContext<TDb, TViewer>)context)).Select(value => (object?)value)], arguments));

    TField Add<TField>(TField field) where TField : Field
    {
        Fields.Add(field);
        return field;
    }

    static PropertyInfo Property(LambdaExpression member) => (PropertyInfo)((MemberExpression)Strip(member.Body)).Member;

    static Expression Strip(Expression body) => body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : body;
}
