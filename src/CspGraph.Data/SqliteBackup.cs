using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>Copies an embedded database that is in use.</summary>
static class SqliteBackup
{
    /// <remarks>The file appears under its name when it is whole, so that half of one is never taken for a backup.</remarks>
    public static async Task MakeAsync(string connectionString, string file, CancellationToken cancellation)
    {
        var part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            await RunAsync(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }, "VACUUM INTO @file", part, cancellation);
            // As a database of this product is: who reads waits for nobody who writes.
            await RunAsync(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }, "PRAGMA journal_mode = WAL", file: null, cancellation);
            File.Move(part, file);
        }
        finally
        {
            File.Delete(part);
        }
    }

    static async Task RunAsync(SqliteConnectionStringBuilder database, string text, string? file, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 0;
        if (file is not null) command.Parameters.AddWithValue("@file", file);
        await using var interrupting = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
