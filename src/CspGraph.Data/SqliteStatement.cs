using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>A statement without rows, prepared once and run many times on the context's connection, within its transaction.</summary>
sealed class SqliteStatement<TEntity> : IDisposable where TEntity : class
{
    readonly SqliteColumn<TEntity>[] parameters;
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;
    TEntity? last;

    /// <param name="db">Where it runs.</param>
    /// <param name="text">With a question mark for each of the parameters, in their order.</param>
    /// <param name="parameters">What of a row is bound.</param>
    public SqliteStatement(CspGraphDb db, string text, params SqliteColumn<TEntity>[] parameters)
    {
        this.parameters = parameters;
        connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, text, out statement), connection);
    }

    /// <summary>Runs it for one row, and returns how many rows of the table it changed.</summary>
    /// <remarks>A statement keeps what was handed to it: of neighbouring lines of a file most values are the same. A row must stay as it is until the next one was run.</remarks>
    public int Run(TEntity row)
    {
        for (var i = 0; i < parameters.Length; i++)
            if (last is null || !parameters[i].AreBoundAlike(last, row)) parameters[i].Bind(statement, i + 1, row);
        last = row;
        var code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, connection);
        raw.sqlite3_reset(statement);
        return raw.sqlite3_changes(connection);
    }

    public void Dispose() => statement.Dispose();
}
