using System.Collections.Concurrent;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Two tenants in one database. The true world has one form, and for each sight there is one that differs from it in nothing but what is hidden from it.</summary>
sealed class World
{
    static readonly ConcurrentDictionary<string, Lazy<Task<World>>> Made = new();
    static readonly Lazy<Task<byte[]>> Empty = new(() => FileAsync(null, _ => Task.CompletedTask));

    readonly byte[] file;

    World(byte[] file, IModel model, Onlooker? unlike)
    {
        this.file = file;
        Model = model;
        Rows = new(model, unlike);
        All = [.. Rows.Make()];
    }

    public IModel Model { get; }
    public WorldRows Rows { get; }
    public IReadOnlyList<WorldRow> All { get; }

    public static Task<World> TrueAsync() => OfAsync("", unlike: null);

    /// <summary>What <paramref name="onlooker"/> sees is as in the true world; nothing else is.</summary>
    public static Task<World> UnlikeAsync(Onlooker onlooker) => OfAsync(onlooker.Sight, onlooker);

    /// <summary>A database file of a test's own.</summary>
    public Task WriteAsync(string path) => File.WriteAllBytesAsync(path, file);

    static Task<World> OfAsync(string name, Onlooker? unlike) => Made.GetOrAdd(name, _ => new(async () =>
    {
        IModel model = null!;
        var file = await FileAsync(await Empty.Value, async database =>
        {
            await using var db = database.Open(new Viewer(0, Role.Integration, null));
            model = db.Model;
            await new WorldRows(model, unlike).WriteAsync(database);
        });
        return new World(file, model, unlike);
    })).Value;

    /// <summary>The tables are made once per test process.</summary>
    static async Task<byte[]> FileAsync(byte[]? from, Func<Database, Task> fill)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-world-");
        var path = Path.Combine(folder.FullName, "world.db");
        if (from is not null) await File.WriteAllBytesAsync(path, from);
        // Without a pool the file is whole, its log written back, once the last connection is closed.
        using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={path};Pooling=False", TimeProvider.System))
        {
            if (from is null) await database.MigrateAsync(CancellationToken.None);
            await fill(database);
        }
        var bytes = await File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return bytes;
    }
}
