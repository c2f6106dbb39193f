using System.Collections.Concurrent;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Two tenants in one database. The true world has one form, and for each sight there is one that differs from it in nothing but what is hidden from it.</summary>
sealed class World
{
    static readonly ConcurrentDictionary<string, Lazy<World>> Made = new();

    readonly string name;

    World(string name, Onlooker? unlike)
    {
        this.name = $"{nameof(World)} {name}";
        using var database = TestDatabase.OpenNone();
        using var db = database.Open(new Viewer(0, Role.Integration, null));
        Model = db.Model;
        Rows = new(Model, unlike);
        All = [.. Rows.Make()];
    }

    public IModel Model { get; }
    public WorldRows Rows { get; }
    public IReadOnlyList<WorldRow> All { get; }

    public static World True() => Of("", unlike: null);

    /// <summary>What <paramref name="onlooker"/> sees is as in the true world; nothing else is.</summary>
    public static World Unlike(Onlooker onlooker) => Of(onlooker.Sight, onlooker);

    /// <summary>A database of a test's own.</summary>
    public Task<TestDatabase> CreateAsync(string file) => TestDatabase.CreateAsync(file, name, Rows.WriteAsync);

    static World Of(string name, Onlooker? unlike) => Made.GetOrAdd(name, _ => new(() => new(name, unlike))).Value;
}
