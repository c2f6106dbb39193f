using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Engine.Load;

/// <summary>Reads one property from a data reader by the mapping and the converter of the model.</summary>
abstract class ColumnReader
{
    public abstract ColumnBuffer CreateBuffer();

    public static ColumnReader For(IProperty property)
    {
        var method = typeof(ColumnReader).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (ColumnReader)method.MakeGenericMethod(Schema.TypeName.Underlying(property.ClrType)).Invoke(null, [property.GetRelationalTypeMapping()])!;
    }

    static ColumnReader<T> Create<T>(RelationalTypeMapping mapping)
    {
        var reader = Expression.Parameter(typeof(DbDataReader), "reader");
        var ordinal = Expression.Parameter(typeof(int), "ordinal");
        var method = mapping.GetDataReaderMethod();
        var value = mapping.CustomizeDataReaderExpression(
            Expression.Call(method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader)) ? reader : Expression.Convert(reader, method.DeclaringType), method, ordinal));
        if (mapping.Converter is { } converter)
        {
            var stored = converter.ProviderClrType;
            if (value.Type != stored) value = Expression.Convert(value, stored);
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        }
        if (value.Type != typeof(T)) value = Expression.Convert(value, typeof(T));
        return new ColumnReader<T>(Expression.Lambda<Func<DbDataReader, int, T>>(value, reader, ordinal).Compile());
    }
}

/// <inheritdoc/>
sealed class ColumnReader<T>(Func<DbDataReader, int, T> read) : ColumnReader
{
    public override ColumnBuffer CreateBuffer() => new ColumnBuffer<T>(read);
}
