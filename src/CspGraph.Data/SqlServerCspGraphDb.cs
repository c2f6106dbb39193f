using System.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>The production database: SQL Server or Azure SQL with snapshot isolation allowed.</summary>
public sealed class SqlServerCspGraphDb(DbContextOptions<SqlServerCspGraphDb> options, Viewer viewer) : CspGraphDb(options, viewer)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => SqlServerStorage.Configure(conventions);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        foreach (var column in model.ExactColumns())
        {
            column.SetPrecision(28);
            column.SetScale(12);
        }
    }

    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellation);

    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
}
