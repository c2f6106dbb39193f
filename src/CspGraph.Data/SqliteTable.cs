using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Data;

/// <summary>One entity's table in SQLite; made once for a model.</summary>
sealed class SqliteTable<TEntity> where TEntity : class
{
    SqliteTable(IEntityType entity)
    {
        Name = $"\"{entity.GetTableName()}\"";
        Columns = [.. entity.GetProperties().Select(property => new SqliteColumn<TEntity>(property))];
        Keys = [.. Columns.Where(column => column.Property.IsPrimaryKey())];
        InsertText = $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))})";
    }

    /// <summary>Quoted.</summary>
    public string Name { get; }
    public SqliteColumn<TEntity>[] Columns { get; }
    public SqliteColumn<TEntity>[] Keys { get; }
    public string InsertText { get; }

    public static SqliteTable<TEntity> Of(DbContext db) =>
        db.Model.FindEntityType(typeof(TEntity))!.GetOrAddRuntimeAnnotationValue("CspGraph:SqliteTable", static entity => new SqliteTable<TEntity>(entity!), db.Model.FindEntityType(typeof(TEntity)));
}
