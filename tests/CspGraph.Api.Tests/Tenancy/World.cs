using System.Collections.Concurrent;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Two tenants in one database. The true world has one form, and for each sight there is one that differs from it in nothing but what is hidden from it.</summary>
sealed class World
{
    static readonly ConcurrentDictionary<string, Lazy<Task<World>>> Made = new();

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
        var file = await Template.MakeAsync(async database =>
        {
            await using var db = database.Open(new Viewer(0, Role.Integration, null));
            model = db.Model;
            await new WorldRows(model, unlike).WriteAsync(database);
        });
        return new World(file, model, unlike);
    })).Value;
}
