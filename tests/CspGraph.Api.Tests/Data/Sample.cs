using System.Reflection;
using System.Text;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Data;

/// <summary>Rows with generated values in every column. The n-th row refers to the n-th row of each table before it.</summary>
sealed class Sample(IModel model, int tenantId, int rowsPerTable, int seed)
{
    readonly Random random = new(seed);
    readonly Dictionary<IEntityType, List<ITenantOwned>> rows = [];

    public List<TEntity> Rows<TEntity>() where TEntity : class, ITenantOwned => [.. Rows(model.FindEntityType(typeof(TEntity))!).Cast<TEntity>()];

    public IReadOnlyList<ITenantOwned> Rows(IEntityType entity)
    {
        var made = rows[entity] = [];
        for (var i = 0; i < (entity.ClrType == typeof(Tenant) ? 1 : rowsPerTable); i++) made.Add(Row(entity, i));
        return made;
    }

    ITenantOwned Row(IEntityType entity, int index)
    {
        var row = (ITenantOwned)Activator.CreateInstance(entity.ClrType)!;
        foreach (var property in entity.GetProperties().Where(property => property.PropertyInfo!.SetMethod!.IsPublic))
            property.PropertyInfo!.SetValue(row, Value(property, index));
        row.TenantId = tenantId;
        return row;
    }

    object? Value(IProperty property, int index)
    {
        if (property.IsNullable && random.Next(3) == 0) return null;
        if (property.Name != nameof(ITenantOwned.TenantId) && property.GetContainingForeignKeys().SingleOrDefault() is { } reference)
            return Referred(reference.PrincipalEntityType, reference.PrincipalKey.Properties[reference.Properties.ToList().IndexOf(property)].PropertyInfo!, property, index);
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum) return random.GetItems(Enum.GetValues(type).Cast<object>().ToArray(), 1)[0];
        if (type == typeof(string)) return Text(Math.Min(property.GetMaxLength() ?? 300, 300));
        if (type == typeof(decimal)) return Amount(property.FindAnnotation("Exact") is null ? 4 : 12);
        if (type == typeof(Guid)) return new Guid(Bytes(16));
        if (type == typeof(DateTime)) return DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(-1_000_000_000_000, 3_000_000_000_000));
        if (type == typeof(DateOnly)) return new DateOnly(1990, 1, 1).AddDays(random.Next(20_000));
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(long)) return random.NextInt64(long.MinValue, long.MaxValue);
        if (type == typeof(byte[])) return Bytes(random.Next(300));
        throw new NotSupportedException($"{property.Name} is a {type.Name}: say how to make one.");
    }

    object? Referred(IEntityType principal, PropertyInfo id, IProperty property, int index) =>
        principal == property.DeclaringType ? index == 0 ? null : id.GetValue(rows[principal][index - 1]) : id.GetValue(rows[principal][index]);

    /// <summary>As long as fits: columns of SQL Server count bytes.</summary>
    string Text(int bytes)
    {
        var text = new string(random.GetItems("ABCabc0189 éÜñ%_'\"\\\u4f60\u00df".ToCharArray(), bytes));
        while (Encoding.UTF8.GetByteCount(text) > bytes) text = text[..^1];
        return text;
    }

    decimal Amount(int places) => new decimal(random.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_000)) / (decimal)Math.Pow(10, places);

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
