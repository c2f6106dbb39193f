using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A row as the file has it, byte by byte.</summary>
sealed record StoredRow(IEntityType Entity, string Key, IReadOnlyDictionary<string, string> Columns)
{
    public string Text(params string[] without) => string.Join(", ", Columns.Where(column => !without.Contains(column.Key)).Select(column => $"{column.Key}: {column.Value}"));
}

/// <summary>Every row of a database file, read past the product and its filters.</summary>
static class StoredRows
{
    public static async Task<IReadOnlyList<StoredRow>> ReadAsync(IModel model, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var rows = new List<StoredRow>();
        foreach (var entity in model.GetEntityTypes())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{entity.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var columns = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Text(reader.GetValue(i)));
                rows.Add(new(entity, Key(entity, property => columns[property.GetColumnName()]), columns));
            }
        }
        return rows;
    }

    /// <summary>The key by which a row of a world is found in the file.</summary>
    public static string KeyOf(WorldRow row) => Key(row.Entity, property => Stored(property, property.PropertyInfo!.GetValue(row.Row)));

    /// <summary>A value in the form that the file has.</summary>
    public static string Stored(IProperty property, object? value) =>
        Text(value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value ?? DBNull.Value);

    static string Key(IEntityType entity, Func<IProperty, string> value) => $"{entity.GetTableName()} {string.Join(' ', entity.FindPrimaryKey()!.Properties.Select(value))}";

    static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
