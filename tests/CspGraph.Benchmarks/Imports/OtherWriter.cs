using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Imports;

/// <summary>Takes the writer's lock now and then while an import runs, and notes how long that took at most.</summary>
sealed class OtherWriter : IAsyncDisposable
{
    static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(100);

    readonly CancellationTokenSource stop = new();
    readonly Task<TimeSpan> writing;

    public OtherWriter(string connectionString) => writing = Task.Run(() => WriteAsync(connectionString));

    public async Task<TimeSpan> EndAsync()
    {
        await stop.CancelAsync();
        return await writing;
    }

    async Task<TimeSpan> WriteAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // SQLite's own waiting is finer than the driver's, which sleeps 150 ms.
        command.CommandText = "PRAGMA busy_timeout = 60000";
        command.ExecuteNonQuery();
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
            command.ExecuteNonQuery();
            var took = Stopwatch.GetElapsedTime(started);
            if (took > longest) longest = took;
            await Task.Delay(BetweenWrites);
        }
        return longest;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }
}
