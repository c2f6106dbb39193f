using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>One column in SQLite: the model's own converter, compiled into the binding, so what is stored is exactly what SaveChanges would write.</summary>
sealed class SqliteColumn<TEntity> where TEntity : class
{
    readonly bool isEachDigitStored;

    public SqliteColumn(IProperty property)
    {
        Property = property;
        Name = $"\"{property.GetColumnName()}\"";
        var row = Expression.Parameter(typeof(TEntity));
        var other = Expression.Parameter(typeof(TEntity));
        isEachDigitStored = NotNull(Value(row)) is { Type: var type } value && type == typeof(decimal) && !Stored(value).Type.IsPrimitive;
        AreEqual = Expression.Lambda<Func<TEntity, TEntity, bool>>(Equality(Value(row), Value(other)), row, other).Compile();
    }

    public IProperty Property { get; }

    /// <summary>Quoted.</summary>
    public string Name { get; }

    /// <summary>Hands the row's value to a parameter of a statement. Made when it is first needed: by the model of a server, rows are only compared.</summary>
    public Action<sqlite3_stmt, int, TEntity> Bind => field ??= Bound();

    /// <summary>Whether two rows' values would be stored alike.</summary>
    public Func<TEntity, TEntity, bool> AreEqual { get; }

    /// <summary>Whether a statement that was given the one row's value can keep it for the other: 1.0 and 1.00 are equal, but of them each digit is stored.</summary>
    public bool AreBoundAlike(TEntity row, TEntity other) => !ReferenceEquals(row, other) && !isEachDigitStored && AreEqual(row, other);

    /// <summary>These two are written into the statement by <see cref="SqliteBind"/> itself, without a copy on the way.</summary>
    ValueConverter? Converter => Property.GetTypeMapping().Converter is { } converter and not (SqliteStorage.BigEndianGuid or SqliteStorage.ExactText) ? converter : null;

    MemberExpression Value(ParameterExpression row) => Expression.Property(row, Property.PropertyInfo!);

    Action<sqlite3_stmt, int, TEntity> Bound()
    {
        var statement = Expression.Parameter(typeof(sqlite3_stmt));
        var parameter = Expression.Parameter(typeof(int));
        var row = Expression.Parameter(typeof(TEntity));
        return Expression.Lambda<Action<sqlite3_stmt, int, TEntity>>(Binding(statement, parameter, Value(row)), statement, parameter, row).Compile();
    }

    Expression Binding(ParameterExpression statement, ParameterExpression parameter, Expression value)
    {
        var stored = Stored(NotNull(value));
        var bind = Expression.Call(typeof(SqliteBind), nameof(SqliteBind.Value), null, statement, parameter, stored);
        return CanBeNull(value)
            ? Expression.IfThenElse(Expression.Equal(value, Expression.Constant(null, value.Type)),
                Expression.Call(typeof(SqliteBind), nameof(SqliteBind.Null), null, statement, parameter), bind)
            : bind;
    }

    /// <summary>Texts and the like are compared as they are, numbers as they are stored: a stored one may have lost digits.</summary>
    Expression Equality(Expression value, Expression other)
    {
        if (!Stored(NotNull(value)).Type.IsPrimitive) return Expression.Equal(value, other);
        var equal = Expression.Equal(Stored(NotNull(value)), Stored(NotNull(other)));
        if (!CanBeNull(value)) return equal;
        var nothing = Expression.Constant(null, value.Type);
        return Expression.Condition(Expression.OrElse(Expression.Equal(value, nothing), Expression.Equal(other, nothing)), Expression.Equal(value, other), equal);
    }

    Expression Stored(Expression value) => Converter is { ConvertToProviderExpression: var convert }
        ? ReplacingExpressionVisitor.Replace(convert.Parameters[0], value, convert.Body)
        : value;

    static bool CanBeNull(Expression value) => !value.Type.IsValueType || Nullable.GetUnderlyingType(value.Type) is not null;

    static Expression NotNull(Expression value) => Nullable.GetUnderlyingType(value.Type) is { } type ? Expression.Convert(value, type) : value;
}
