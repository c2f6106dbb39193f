using System.Globalization;
using CspGraph.Benchmarks.Imports;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Compare;

/// <summary>Demo networks in files, made by the product's own command line.</summary>
/// <param name="folder">Where to run.</param>
/// <param name="kept">Where files stay for the next time; null for none.</param>
sealed class SeededNetwork(string folder, string? kept)
{
    public static string ConnectionString(string database) => new SqliteConnectionStringBuilder { DataSource = database }.ConnectionString;

    /// <summary>The file of a network, seeded if it is not there yet. A network is of its day, so another day has a file of its own.</summary>
    public async Task<string> FileAsync(string size, CancellationToken cancellation)
    {
        if (kept is not null) Directory.CreateDirectory(kept);
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var database = Path.GetFullPath(Path.Combine(kept ?? folder, $"{size}-{day}.db"));
        foreach (var verb in new string[][] { ["migrate"], ["seed", "--size", size] })
            await MeasuredProcess.RunAsync(new("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), .. verb])
            {
                WorkingDirectory = folder,
                Environment = { ["DOTNET_ENVIRONMENT"] = "Production", ["ConnectionStrings__CspGraph"] = ConnectionString(database) },
            }, cancellation);
        // Otherwise half of the pages would be read from the log that the seeding has left.
        await using var connection = new SqliteConnection(ConnectionString(database));
        await connection.OpenAsync(cancellation);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync(cancellation);
        return database;
    }
}
