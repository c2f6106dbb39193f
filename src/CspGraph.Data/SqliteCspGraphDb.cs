using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
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
        foreach (var column in model.ExactColumns()) column.SetValueConverter(typeof(SqliteStorage.ExactText));
    }

    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) => BeginAsync(deferred: true, cancellation);

    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation) => BeginAsync(deferred: false, cancellation);

    async Task<IDbContextTransaction> BeginAsync(bool deferred, CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred);
        return (await Database.UseTransactionAsync(transaction, cancellation))!;
    }
}
