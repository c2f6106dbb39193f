using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>Adds many rows of one entity without tracking them, in the form the model stores them.</summary>
public static class BulkInsert
{
    const int RowsPerBatch = 10_000;

    /// <summary>Writes the rows in their own order within the context's transaction, and returns how many there were.</summary>
    /// <remarks>The rows are read one by one, so a lazy sequence stays lazy. A row without a tenant becomes the viewer's; another tenant's row throws.</remarks>
    /// <exception cref="InvalidOperationException">There is no transaction, or a row belongs to another tenant.</exception>
    public static async Task<long> WriteAsync<TEntity>(CspGraphDb db, IEnumerable<TEntity> rows, CancellationToken cancellation)
        where TEntity : class, ITenantOwned
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A bulk insert needs a transaction: without one a failure would leave half of the rows.");
        if (db.Database.IsSqlServer()) return await CopyAsync(db, rows, destination: null, cancellation);
        return Insert(db, rows, onConflict: "", cancellation);
    }

    /// <param name="db">A context on SQLite, in a transaction.</param>
    /// <param name="rows">What is written.</param>
    /// <param name="onConflict">What is done with a row whose key is there, in SQLite's words; empty to fail.</param>
    /// <param name="cancellation">Looked at before each row.</param>
    internal static long Insert<TEntity>(CspGraphDb db, IEnumerable<TEntity> rows, string onConflict, CancellationToken cancellation) where TEntity : class, ITenantOwned
    {
        var table = SqliteTable<TEntity>.Of(db);
        using var insert = new SqliteStatement<TEntity>(db, table.InsertText + onConflict, table.Columns);
        var count = 0L;
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            db.Claim(row);
            count += insert.Run(row);
        }
        return count;
    }

    /// <param name="db">A context on SQL Server, in a transaction.</param>
    /// <param name="rows">What is written.</param>
    /// <param name="destination">A table with the same columns, quoted; null for the entity's own.</param>
    /// <param name="cancellation">Ends the copy.</param>
    internal static async Task<long> CopyAsync<TEntity>(CspGraphDb db, IEnumerable<TEntity> rows, string? destination, CancellationToken cancellation)
        where TEntity : class, ITenantOwned
    {
        var table = new BulkTable(db.Model.FindEntityType(typeof(TEntity))!);
        await using var reader = new BulkReader(table, Claimed(db, rows));
        var sqlTransaction = (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        // Without CheckConstraints a bulk copy skips the foreign keys, which keep tenants apart.
        using var copy = new SqlBulkCopy(sqlTransaction.Connection, SqlBulkCopyOptions.CheckConstraints, sqlTransaction)
        {
            DestinationTableName = destination ?? table.QuotedName,
            BatchSize = RowsPerBatch,
            BulkCopyTimeout = 0,
        };
        foreach (var column in table.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(reader, cancellation);
        return reader.RowCount;
    }

    static IEnumerable<ITenantOwned> Claimed(CspGraphDb db, IEnumerable<ITenantOwned> rows)
    {
        foreach (var row in rows)
        {
            db.Claim(row);
            yield return row;
        }
    }
}
