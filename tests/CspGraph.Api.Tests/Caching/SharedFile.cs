using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Caching;

/// <summary>The smallest network in a file of a test's own, and a writer of one name in it.</summary>
sealed class SharedFile : IDisposable
{
    public const string Names = "{ resellers(where: { depth: { eq: 1 } }) { nodes { name } } }";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-shared-");
    readonly Database writer;

    SharedFile() => writer = new Database(DatabaseProvider.Sqlite, $"Data Source={Path};Pooling=False", TimeProvider.System);

    public string Path => System.IO.Path.Combine(folder.FullName, "cspgraph.db");

    public static async Task<SharedFile> CreateAsync()
    {
        var file = new SharedFile();
        await TestNetwork.WriteAsync(file.Path);
        return file;
    }

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

    public void Dispose()
    {
        writer.Dispose();
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
