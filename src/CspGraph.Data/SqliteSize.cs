using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Data;

/// <summary>Keeps the embedded database from growing beyond a size, on every connection that writes: SQLite remembers it for the connection alone.</summary>
/// <param name="maximumBytes">Of the file; its log comes on top. A file that is larger already stays as it is, and grows no more.</param>
sealed class SqliteSize(long maximumBytes) : DbConnectionInterceptor
{
    /// <summary>SQLite's own choice for a file that is made here.</summary>
    const int PageBytes = 4_096;

    /// <summary>The most that SQLite counts.</summary>
    const long MostPages = 4_294_967_294;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Limit(connection);
        return Task.CompletedTask;
    }

    void Limit(DbConnection connection)
    {
        using var pragma = connection.CreateCommand();
        pragma.CommandText = $"PRAGMA max_page_count = {Math.Clamp(maximumBytes / PageBytes, 1, MostPages)}";
        pragma.ExecuteNonQuery();
    }
}
