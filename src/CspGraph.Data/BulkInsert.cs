using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>Adds many rows of one entity without tracking them, in the form the model stores them.</summary>
public static class BulkInsert
{
    const int RowsPerBatch = 10_000;

    /// <summary>SQLite's own 2 MB do not hold the tips of a dozen indexes: pages would be written and read again all the time.</summary>
    const int SqliteCacheKibibytes = 65_536;

    /// <summary>Writes the rows in their own order within the context's transaction, and returns how many there were.</summary>
    /// <remarks>The rows are read one by one, so a lazy sequence stays lazy. A row without a tenant becomes the viewer's; another tenant's row throws.</remarks>
    /// <exception cref="InvalidOperationException">There is no transaction, or a row belongs to another tenant.</exception>
    public static async Task<long> WriteAsync<TEntity>(CspGraphDb db, IEnumerable<TEntity> rows, CancellationToken cancellation)
        where TEntity : class, ITenantOwned
    {
        if (db.Database.CurrentTransaction is not { } transaction)
            throw new InvalidOperationException("A bulk insert needs a transaction: without one a failure would leave half of the rows.");
        var table = new BulkTable(db.Model.FindEntityType(typeof(TEntity))!);
        await using var reader = new BulkReader(table, Claimed(db, rows));
        if (db.Database.IsSqlServer())
            await CopyAsync(table, reader, transaction, cancellation);
        else
            await InsertAsync(table, reader, transaction, cancellation);
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

    static async Task InsertAsync(BulkTable table, BulkReader reader, IDbContextTransaction transaction, CancellationToken cancellation)
    {
        var connection = transaction.GetDbTransaction().Connection!;
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction.GetDbTransaction();
        insert.CommandText = $"PRAGMA cache_size = -{SqliteCacheKibibytes}";
        insert.ExecuteNonQuery();
        insert.CommandText = table.InsertText;
        foreach (var column in table.Columns) insert.Parameters.Add(column.CreateParameter(insert));
        insert.Prepare();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < reader.FieldCount; i++) insert.Parameters[i].Value = reader.GetValue(i);
            insert.ExecuteNonQuery();
        }
    }

    static async Task CopyAsync(BulkTable table, BulkReader reader, IDbContextTransaction transaction, CancellationToken cancellation)
    {
        var sqlTransaction = (SqlTransaction)transaction.GetDbTransaction();
        // Without CheckConstraints a bulk copy skips the foreign keys, which keep tenants apart.
        using var copy = new SqlBulkCopy(sqlTransaction.Connection, SqlBulkCopyOptions.CheckConstraints, sqlTransaction)
        {
            DestinationTableName = table.QuotedName,
            BatchSize = RowsPerBatch,
            BulkCopyTimeout = 0,
        };
        foreach (var column in table.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(reader, cancellation);
    }
}
