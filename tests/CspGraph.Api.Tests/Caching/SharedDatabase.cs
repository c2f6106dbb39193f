using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Caching;

/// <summary>The smallest network in a database of a test's own that replicas share, and a writer of one name in it.</summary>
sealed class SharedDatabase : IAsyncDisposable
{
    public const string Names = "{ resellers(where: { depth: { eq: 1 } }) { nodes { name } } }";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-shared-");
    TestDatabase data = null!;
    Database writer = null!;

    /// <summary>The SQLite file. A test that asks for it is skipped on a server.</summary>
    public string File
    {
        get
        {
            Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
            return Place;
        }
    }

    string Place => Path.Combine(folder.FullName, "cspgraph.db");

    public static async Task<SharedDatabase> CreateAsync()
    {
        var shared = new SharedDatabase();
        shared.data = await TestNetwork.CreateAsync(shared.Place);
        shared.writer = shared.Open();
        return shared;
    }

    /// <summary>As another process opens it.</summary>
    public Database Open() => data.Open(TimeProvider.System);

    /// <summary>What <see cref="Names"/> answers when the one reseller below another has this name.</summary>
    public static string Answer(string name) => """{"data":{"resellers":{"nodes":[{"name":"?"}]}}}""".Replace("?", name);

    /// <summary>Writes a name as the product writes: with a new version of the data.</summary>
    public async Task WriteAsync(string name)
    {
        await using var change = await BeginAsync(name);
        await change.CommitAsync();
    }

    /// <summary>A change that is yet to be committed.</summary>
    public async Task<Change> BeginAsync(string name, bool isTold = true)
    {
        var db = writer.Open(Replica.Admin);
        var transaction = await db.BeginWriteAsync(CancellationToken.None);
        await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == TestNetwork.Beta).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name));
        if (isTold) await db.RaiseDataVersionAsync(CancellationToken.None);
        return new(db, transaction);
    }

    /// <summary>Writes a name behind the product's back: who still answers the old one has it from a cache.</summary>
    public async Task WriteUntoldAsync(string name)
    {
        await using var change = await BeginAsync(name, isTold: false);
        await change.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        await data.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public sealed class Change(CspGraphDb db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) : IAsyncDisposable
    {
        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await db.DisposeAsync();
        }
    }
}
