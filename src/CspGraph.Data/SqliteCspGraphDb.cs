using System.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>The embedded database: one file, write-ahead log, readers never wait.</summary>
public sealed class SqliteCspGraphDb(DbContextOptions<SqliteCspGraphDb> options, Viewer viewer) : CspGraphDb(options, viewer)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => SqliteStorage.Configure(conventions);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        foreach (var column in model.Marked(Storage.Exact).Concat(model.Marked(Storage.EveryDigit))) column.SetValueConverter(typeof(SqliteStorage.ExactText));
        foreach (var column in model.Marked(Storage.Millionths)) column.SetValueConverter(typeof(SqliteStorage.MillionthParts));
    }

    // With a private cache nothing uncommitted is read: the provider takes this level as the wish for BEGIN DEFERRED, which locks nobody out.
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);

    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    public override async Task<IAsyncDisposable> BeginBulkAsync(bool lasting, CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation);
        return new SqliteBulk(this, lasting);
    }
}
