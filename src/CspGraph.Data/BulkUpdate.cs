using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>Writes back rows that were read untracked and then changed: only the columns whose stored form is another now.</summary>
/// <remarks>SQLite rewrites every index that has a column in SET, whether its value changed or not.</remarks>
/// <param name="db">The context; it must be within a transaction when the rows are written.</param>
public sealed class BulkUpdate<TEntity>(CspGraphDb db) where TEntity : class, ITenantOwned
{
    static readonly Func<object, object> Copy = typeof(object).GetMethod("MemberwiseClone", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    readonly SqliteTable<TEntity> table = SqliteTable<TEntity>.Of(db);
    readonly List<(TEntity Before, TEntity Row)> rows = [];

    /// <summary>Remembers how a row is now, before it is changed.</summary>
    /// <exception cref="InvalidOperationException">It belongs to another tenant.</exception>
    public void Watch(TEntity row)
    {
        db.Refuse(row);
        rows.Add(((TEntity)Copy(row), row));
    }

    /// <summary>Writes what was changed since, and forgets the rows.</summary>
    /// <param name="cancellation">Looked at before each row.</param>
    /// <param name="besides">Columns that alone do not make a row a changed one.</param>
    /// <returns>The rows of which another column was changed.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row is there no more.</exception>
    public async Task<IReadOnlyList<TEntity>> WriteAsync(CancellationToken cancellation, params string[] besides)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A bulk update needs a transaction: without one a failure would leave half of the rows.");
        var changed = rows.Select(row => (Columns: Changed(row.Before, row.Row), row.Row)).Where(row => row.Columns != 0).ToList();
        rows.Clear();
        if (db.Database.IsSqlServer()) await SaveAsync(changed, cancellation);
        else if (changed.Count > 0) Update(changed.ConvertAll(Counted), cancellation);
        var counted = ~Mask(column => besides.Contains(column.Property.Name));
        return [.. changed.Where(row => (row.Columns & counted) != 0).Select(row => row.Row)];
    }

    /// <summary>As the context counts the changes of what it saves.</summary>
    (UInt128, TEntity) Counted((UInt128 Columns, TEntity Row) changed)
    {
        if (changed.Row is not IVersioned versioned) return changed;
        versioned.Version++;
        return (changed.Columns | Mask(column => column.Property.Name is nameof(IVersioned.Version)), changed.Row);
    }

    void Update(List<(UInt128 Columns, TEntity Row)> changed, CancellationToken cancellation)
    {
        foreach (var group in changed.GroupBy(row => row.Columns))
        {
            using var update = Prepare([.. table.Columns.Where((_, i) => (group.Key >> i & 1) != 0)]);
            foreach (var (_, row) in group)
            {
                cancellation.ThrowIfCancellationRequested();
                if (update.Run(row) != 1) throw new DbUpdateConcurrencyException($"A {typeof(TEntity).Name} that was read is there no more.");
            }
        }
    }

    SqliteStatement<TEntity> Prepare(SqliteColumn<TEntity>[] columns) => new(db,
        $"UPDATE {table.Name} SET {string.Join(", ", columns.Select(column => column.Name + " = ?"))} WHERE {string.Join(" AND ", table.Keys.Select(key => key.Name + " = ?"))}",
        [.. columns, .. table.Keys]);

    async Task SaveAsync(List<(UInt128 Columns, TEntity Row)> changed, CancellationToken cancellation)
    {
        var entries = new List<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<TEntity>>();
        foreach (var (columns, row) in changed)
        {
            var entry = db.Attach(row);
            entries.Add(entry);
            for (var i = 0; i < table.Columns.Length; i++)
                if ((columns >> i & 1) != 0) entry.Property(table.Columns[i].Property.Name).IsModified = true;
        }
        if (entries.Count == 0) return;
        await db.SaveChangesAsync(cancellation);
        // What others track in the context stays theirs.
        foreach (var entry in entries) entry.State = EntityState.Detached;
    }

    UInt128 Changed(TEntity before, TEntity row) => Mask(column => !column.AreEqual(before, row));

    UInt128 Mask(Func<SqliteColumn<TEntity>, bool> isIn)
    {
        UInt128 mask = 0;
        for (var i = 0; i < table.Columns.Length; i++)
            if (isIn(table.Columns[i])) mask |= (UInt128)1 << i;
        return mask;
    }
}
