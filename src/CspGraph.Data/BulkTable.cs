using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>The columns of one entity's table, and how each value is taken from a row.</summary>
sealed class BulkTable
{
    public BulkTable(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        Columns = [.. entity.GetProperties().Select(property => new BulkColumn(property))];
    }

    public string Name { get; }
    public BulkColumn[] Columns { get; }

    /// <summary>As SQL Server quotes it.</summary>
    public string QuotedName => $"[{Name}]";
}

/// <summary>One column: the model's own mapping decides the stored form, so it is exactly what SaveChanges would write.</summary>
sealed class BulkColumn(IProperty property)
{
    readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
    readonly IClrPropertyGetter getter = property.GetGetter();

    public string Name { get; } = property.GetColumnName();
    public Type StoredType => Provided == typeof(DateOnly) ? typeof(DateTime) : Provided;

    Type Provided => mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    /// <summary>The stored form, or <see cref="DBNull"/>.</summary>
    public object Read(object row)
    {
        var value = getter.GetClrValue(row);
        if (value is not null && mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
        return value switch
        {
            null => DBNull.Value,
            // Only SQL Server's model keeps a day as such, and its bulk copy takes a day only as a DateTime.
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            _ => value,
        };
    }
}
