using System.Diagnostics;

namespace CspGraph.Benchmarks.Imports;

/// <summary>The sqlite3 shell: the floor under any import.</summary>
sealed class SqliteShell(string folder)
{
    const string Program = "sqlite3";

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, Program)));

    /// <summary>Imports the file into a new table of the same columns, all text, without a key.</summary>
    public async Task<MeasuredProcess> ImportAsync(string file, long lines, CancellationToken cancellation)
    {
        var database = Path.Combine(folder, "floor.db");
        var measured = await RunAsync(database, cancellation, $".import --csv \"{file}\" Lines");
        await CheckAsync(database, "Lines", lines, cancellation);
        File.Delete(database);
        return measured;
    }

    /// <summary>Imports as many of the product's own rows into a table that is defined as the product's own, with its key and indexes.</summary>
    /// <remarks>The shell writes and reads no binary cells: they are hexadecimal text in both.</remarks>
    public async Task<MeasuredProcess> ImportTwinAsync(string product, string table, long lines, CancellationToken cancellation)
    {
        var (database, schema, rows) = (Path.Combine(folder, "twin.db"), Path.Combine(folder, "twin.sql"), Path.Combine(folder, "twin.csv"));
        var select = Path.Combine(folder, "select.sql");
        await RunAsync(product, cancellation,
            $".output \"{schema}\"", $"SELECT sql || ';' FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC",
            $".output \"{select}\"", $"SELECT 'SELECT ' || group_concat(iif(type = 'BLOB', 'hex(' || name || ')', name)) || ' FROM {table} LIMIT {lines};' FROM pragma_table_info('{table}')",
            ".mode csv", $".output \"{rows}\"", $".read \"{select}\"", ".output");
        var measured = await RunAsync(database, cancellation, $".read \"{schema}\"", $".import --csv \"{rows}\" {table}");
        await CheckAsync(database, table, lines, cancellation);
        foreach (var file in new[] { database, schema, rows, select }) File.Delete(file);
        return measured;
    }

    static async Task CheckAsync(string database, string table, long lines, CancellationToken cancellation) =>
        await RunAsync(database, cancellation, ".bail on", $"SELECT iif(COUNT(*) = {lines}, 1, abs(-9223372036854775808)) FROM {table}");

    static Task<MeasuredProcess> RunAsync(string database, CancellationToken cancellation, params string[] commands) =>
        MeasuredProcess.RunAsync(new ProcessStartInfo(Program, ["-batch", "-bail", database, .. commands]), cancellation);
}
