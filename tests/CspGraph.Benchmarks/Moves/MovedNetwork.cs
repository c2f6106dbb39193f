using CspGraph.Api.Demo;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;

namespace CspGraph.Benchmarks.Moves;

/// <summary>A network of twice as many resellers as move: a chain of three is above them, another one above as many that stay, and nobody but the tops of the chains has a PLA ID.</summary>
sealed class MovedNetwork : IAsyncDisposable
{
    const int Chain = 3;

    public static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-moves-");

    MovedNetwork() => Database = new(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "cspgraph.db") }.ConnectionString, TimeProvider.System);

    public Database Database { get; }

    /// <summary>The root of what moves.</summary>
    public Guid Root { get; private set; }

    /// <summary>The lower ends of the chains, between which it moves; it is under the first.</summary>
    public IReadOnlyList<Guid> Ends { get; private set; } = [];

    public static async Task<MovedNetwork> CreateAsync(int size, CancellationToken cancellation)
    {
        var network = new MovedNetwork();
        await network.Database.MigrateAsync(cancellation);
        await DemoSeed.SeedAsync(network.Database, DemoSize.Small, TimeProvider.System, progress: null, cancellation);
        var (all, random) = (new List<Reseller>(), new Random(1));
        var chains = new[] { network.Under(all, null, Chain), network.Under(all, null, Chain) };
        network.Ends = [.. chains.Select(chain => chain[^1].Id)];
        foreach (var chain in chains)
        {
            var tree = network.Under(all, chain[^1], 1);
            while (tree.Count < size) tree.AddRange(network.Under(all, tree[random.Next(tree.Count)], 1));
            if (chain == chains[0]) network.Root = tree[0].Id;
        }
        await using var db = network.Database.Open(Admin);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await BulkInsert.WriteAsync(db, all, cancellation);
        var statements = all.ConvertAll(row => new ResellerPlacement { ResellerId = row.Id, StatedAt = ResellerHistory.Ever, ParentId = row.ParentId });
        await BulkInsert.WriteAsync(db, statements, cancellation);
        var history = new ResellerHistory(statements, id => id.ToString());
        await BulkInsert.WriteAsync(db, all.SelectMany(row => history.PathsOf(row.Id)), cancellation);
        await transaction.CommitAsync(cancellation);
        return network;
    }

    /// <summary>One under the other.</summary>
    List<Reseller> Under(List<Reseller> all, Reseller? parent, int count)
    {
        var added = new List<Reseller>();
        for (var i = 0; i < count; i++)
        {
            var above = added.LastOrDefault() ?? parent;
            added.Add(new() { Id = Database.Ids.Next(), Name = $"Reseller {all.Count}", PlaId = above is null ? $"{9_000_000 + all.Count}" : null, Status = ResellerStatus.Active, ParentId = above?.Id, Depth = above is null ? 0 : above.Depth + 1 });
            all.Add(added[^1]);
        }
        return added;
    }

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
