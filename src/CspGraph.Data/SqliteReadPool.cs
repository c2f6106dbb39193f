using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>Connections that only read, kept open with their prepared statements for the next request.</summary>
sealed class SqliteReadPool : IDisposable
{
    /// <summary>Connections kept while nobody reads. More are opened when more read at once.</summary>
    const int MaxIdle = 16;

    /// <summary>So much of the file is read where the operating system has it, instead of being copied page by page.</summary>
    const long MappedBytes = 2L << 30;

    /// <summary>A reader waits only where the log is put in order, after a crash or when another process leaves.</summary>
    const int MillisecondsToWait = 2_000;

    readonly ConcurrentStack<SqliteReads> idle = new();
    readonly string connectionString;
    volatile bool isClosed;

    public SqliteReadPool(string connectionString) =>
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>A connection that is the caller's until it is given back.</summary>
    public SqliteReads Rent() => idle.TryPop(out var reads) ? reads : Open();

    /// <summary>Takes a connection back. One that is not as it should be is closed.</summary>
    public void Return(SqliteReads reads, bool isSound)
    {
        if (isSound && !isClosed && idle.Count < MaxIdle) idle.Push(reads);
        else Close(reads);
        if (isClosed) Dispose();
    }

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryPop(out var reads)) Close(reads);
    }

    SqliteReads Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // Otherwise a statement is prepared anew whenever a parameter is bound that might have led to another plan.
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            using var settings = connection.CreateCommand();
            settings.CommandText = $"PRAGMA query_only = ON; PRAGMA mmap_size = {MappedBytes}; PRAGMA busy_timeout = {MillisecondsToWait}";
            settings.ExecuteNonQuery();
            return new SqliteReads(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static void Close(SqliteReads reads)
    {
        reads.Dispose();
        reads.Connection.Dispose();
    }
}
