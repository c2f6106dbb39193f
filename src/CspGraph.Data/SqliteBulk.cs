using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>A connection to SQLite that is set to write many rows; afterwards it is as others are, for it goes back to the pool.</summary>
sealed class SqliteBulk : IAsyncDisposable
{
    /// <summary>SQLite's own 2 MB do not hold the tips of the indexes to which lines are added: pages would be written and read again all the time. Three times as much serves what is joined with the network a tenth faster, and takes as much more memory.</summary>
    const int CacheKibibytes = 4_096;

    /// <summary>16 MB of log: with SQLite's own 4 MB each chunk of lines is followed by a checkpoint, which writes the same pages of the indexes again and again.</summary>
    const int PagesPerCheckpoint = 4_000;

    readonly CspGraphDb db;

    public SqliteBulk(CspGraphDb db, bool lasting)
    {
        this.db = db;
        // With FULL each commit waits for the disk, hundreds of times in a large file. With NORMAL only a checkpoint does;
        // what is committed later with FULL flushes the log with all that lies before it.
        Set(synchronous: lasting ? "FULL" : "NORMAL", CacheKibibytes, PagesPerCheckpoint);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Set(synchronous: "FULL", cacheKibibytes: 2_000, pagesPerCheckpoint: 1_000);
        }
        catch (SqliteException)
        {
            // It must not come back with settings that are not those of others. What failed before is the failure to tell.
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }
        await db.Database.CloseConnectionAsync();
    }

    void Set(string synchronous, int cacheKibibytes, int pagesPerCheckpoint)
    {
        using var pragma = db.Database.GetDbConnection().CreateCommand();
        pragma.CommandText = $"PRAGMA synchronous = {synchronous}; PRAGMA cache_size = -{cacheKibibytes}; PRAGMA wal_autocheckpoint = {pagesPerCheckpoint}; PRAGMA shrink_memory";
        pragma.ExecuteNonQuery();
    }
}
