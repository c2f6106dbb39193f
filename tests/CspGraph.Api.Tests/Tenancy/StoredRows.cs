using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A row as the database has it, byte by byte.</summary>
sealed record StoredRow(IEntityType Entity, string Key, IReadOnlyDictionary<string, string> Columns)
{
    public string Text(params string[] without) => string.Join(", ", Columns.Where(column => !without.Contains(column.Key)).Select(column => $"{column.Key}: {column.Value}"));
}

/// <summary>Every row of a database, read past the product's filters.</summary>
static class StoredRows
{
    /// <remarks>A server tells a connection only the rows of its tenant, but for tables by which tenants are found; a file knows no such rule.</remarks>
    public static async Task<IReadOnlyList<StoredRow>> ReadAsync(IModel model, Database database)
    {
        var rows = new List<StoredRow>();
        foreach (var tenant in TestDatabase.IsEmbedded ? [1] : new[] { 1, 2 }) rows.AddRange(await ReadAsync(model, database, tenant));
        return [.. rows.DistinctBy(row => row.Key)];
    }

    static async Task<IReadOnlyList<StoredRow>> ReadAsync(IModel model, Database database, int tenant)
    {
        await using var db = database.Open(new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null));
        await db.Database.OpenConnectionAsync();
        var rows = new List<StoredRow>();
        foreach (var entity in model.GetEntityTypes())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{entity.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var columns = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Cell.Text(reader.GetValue(i)));
                rows.Add(new(entity, Key(entity, property => columns[property.GetColumnName()]), columns));
            }
        }
        return rows;
    }

    /// <summary>The key by which a row of a world is found in the database.</summary>
    public static string KeyOf(WorldRow row) => Key(row.Entity, property => Stored(property, property.PropertyInfo!.GetValue(row.Row)));

    /// <summary>A value in the form that the driver gives.</summary>
    public static string Stored(IProperty property, object? value) =>
        Cell.Text(value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value ?? DBNull.Value);

    static string Key(IEntityType entity, Func<IProperty, string> value) => $"{entity.GetTableName()} {string.Join(' ', entity.FindPrimaryKey()!.Properties.Select(value))}";
}
