using System.Collections.Concurrent;
using CspGraph.Data;

namespace CspGraph.Api.Tests.Data;

/// <summary>SQLite files that are made once per test process and then copied: each test gets one that nobody else knows, and none waits for migrations.</summary>
static class Template
{
    /// <summary>Names a file with the tables of a later release, on which these tests are to pass too.</summary>
    public const string TablesVariable = "CSPGRAPH_TEST_TABLES";

    static readonly Lazy<Task<byte[]>> Migrated = new(() => Environment.GetEnvironmentVariable(TablesVariable) is { Length: > 0 } tables
        ? File.ReadAllBytesAsync(tables)
        : MakeAsync(from: null, database => database.MigrateAsync(CancellationToken.None)));

    static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Named = new();

    /// <summary>Writes a migrated database.</summary>
    public static async Task CopyAsync(string file) => await File.WriteAllBytesAsync(file, await Migrated.Value);

    /// <summary>Writes a migrated database with rows.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="name">Says which rows: they are added for the first who asks.</param>
    /// <param name="fill">Adds them, the same each time.</param>
    public static async Task CopyAsync(string file, string name, Func<Database, Task> fill) =>
        await File.WriteAllBytesAsync(file, await Named.GetOrAdd(name, _ => new(() => MakeAsync(fill))).Value);

    /// <summary>A migrated database with rows, as a file has it.</summary>
    public static async Task<byte[]> MakeAsync(Func<Database, Task> fill) => await MakeAsync(await Migrated.Value, fill);

    static async Task<byte[]> MakeAsync(byte[]? from, Func<Database, Task> fill)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        var folder = Directory.CreateTempSubdirectory("cspgraph-template-");
        var file = Path.Combine(folder.FullName, "template.db");
        if (from is not null) await File.WriteAllBytesAsync(file, from);
        // Without a pool the file is whole, its log written back, once the last connection is closed.
        using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False", TimeProvider.System)) await fill(database);
        var bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }
}
