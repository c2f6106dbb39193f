using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Engine.Load;

/// <summary>Reads one property from a data reader by the mapping and the converter of the model.</summary>
abstract class ColumnReader
{
    /// <param name="isNullable">Whether a value can be missing: the property's may be, or its row.</param>
    public abstract ColumnBuffer CreateBuffer(bool isNullable);

    /// <param name="property">The column.</param>
    /// <param name="isEmbedded">Whether rows come from <see cref="GraphSession.Run"/>.</param>
    public static ColumnReader For(IProperty property, bool isEmbedded)
    {
        var type = Schema.TypeName.Underlying(property.ClrType);
        if (type == typeof(string)) return new TextReader(isEmbedded);
        var method = typeof(ColumnReader).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (ColumnReader)method.MakeGenericMethod(type).Invoke(null, [property.GetRelationalTypeMapping(), isEmbedded])!;
    }

    static ColumnReader<T> Create<T>(RelationalTypeMapping mapping, bool isEmbedded)
    {
        if (isEmbedded && typeof(T) == typeof(Guid)) return new ColumnReader<T>((Func<DbDataReader, int, T>)(object)(Func<DbDataReader, int, Guid>)((reader, ordinal) => reader.GetGuid(ordinal)));
        if (isEmbedded && typeof(T).IsEnum && mapping.Converter?.ProviderClrType == typeof(string)) return new ColumnReader<T>(EnumNames<T>.Read);
        var reader = Expression.Parameter(typeof(DbDataReader), "reader");
        var ordinal = Expression.Parameter(typeof(int), "ordinal");
        var value = isEmbedded ? Stored(mapping.Converter?.ProviderClrType ?? typeof(T), reader, ordinal) : Sent(mapping, reader, ordinal);
        if (mapping.Converter is { } converter)
        {
            var stored = converter.ProviderClrType;
            if (value.Type != stored) value = Expression.Convert(value, stored);
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        }
        if (value.Type != typeof(T)) value = Expression.Convert(value, typeof(T));
        return new ColumnReader<T>(Expression.Lambda<Func<DbDataReader, int, T>>(value, reader, ordinal).Compile());
    }

    /// <summary>As a server's own reader gives it.</summary>
    static Expression Sent(RelationalTypeMapping mapping, ParameterExpression reader, ParameterExpression ordinal)
    {
        var method = mapping.GetDataReaderMethod();
        return mapping.CustomizeDataReaderExpression(
            Expression.Call(method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader)) ? reader : Expression.Convert(reader, method.DeclaringType), method, ordinal));
    }

    /// <summary>As an embedded database keeps it.</summary>
    static MethodCallExpression Stored(Type stored, ParameterExpression reader, ParameterExpression ordinal) => Expression.Call(reader,
        stored == typeof(string) ? nameof(DbDataReader.GetString)
        : stored == typeof(double) ? nameof(DbDataReader.GetDouble)
        : stored == typeof(bool) ? nameof(DbDataReader.GetBoolean)
        : stored == typeof(int) ? nameof(DbDataReader.GetInt32)
        : stored == typeof(long) ? nameof(DbDataReader.GetInt64)
        : throw new NotSupportedException($"An embedded database keeps no {stored.Name}."), [], ordinal);

    sealed class TextReader(bool isEncoded) : ColumnReader
    {
        public override ColumnBuffer CreateBuffer(bool isNullable) => new TextBuffer(isEncoded);
    }

    /// <summary>Reads values that are kept by name, without a string for each.</summary>
    static class EnumNames<T>
    {
        const int LongestName = 64;
        static readonly (byte[] Name, T Value)[] Known = [.. Enum.GetNames(typeof(T)).Select(name => (Encoding.UTF8.GetBytes(name), (T)Enum.Parse(typeof(T), name)))];
        [ThreadStatic] static byte[]? name;

        public static T Read(DbDataReader reader, int ordinal)
        {
            name ??= new byte[LongestName];
            var given = name.AsSpan(0, (int)reader.GetBytes(ordinal, 0, name, 0, LongestName));
            foreach (var known in Known)
                if (given.SequenceEqual(known.Name)) return known.Value;
            throw new InvalidOperationException($"{Encoding.UTF8.GetString(given)} is no {typeof(T).Name}.");
        }
    }
}

/// <inheritdoc/>
sealed class ColumnReader<T>(Func<DbDataReader, int, T> read) : ColumnReader
{
    public override ColumnBuffer CreateBuffer(bool isNullable) => new ColumnBuffer<T>(read, isNullable);
}
