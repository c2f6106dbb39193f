using System.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>The production database: SQL Server or Azure SQL with snapshot isolation allowed.</summary>
public sealed class SqlServerCspGraphDb(DbContextOptions<SqlServerCspGraphDb> options, Viewer viewer) : CspGraphDb(options, viewer)
{
    // Here and not where options are made: there is no context without it. Options of another context have it already, and what is read-only is set once.
    protected override void OnConfiguring(DbContextOptionsBuilder builder)
    {
        if (builder.Options.FindExtension<CoreOptionsExtension>()?.Interceptors?.Contains(TenantOnConnection.Instance) is not true)
            builder.AddInterceptors(TenantOnConnection.Instance);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => SqlServerStorage.Configure(conventions);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        foreach (var column in model.Marked(Storage.Exact))
        {
            column.SetPrecision(28);
            column.SetScale(12);
        }
        foreach (var column in model.Marked(Storage.Millionths))
        {
            column.SetPrecision(19);
            column.SetScale(6);
        }
        foreach (var column in model.Marked(Storage.EveryDigit))
        {
            // No numeric column has room for every digit and is read back by .NET without an overflow.
            column.SetValueConverter(typeof(SqliteStorage.ExactText));
            column.SetMaxLength(31);
            column.SetIsUnicode(false);
            column.SetPrecision(null);
            column.SetScale(null);
        }
    }

    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellation);

    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);

    // Bulk copies need no setting.
    public override Task<IAsyncDisposable> BeginBulkAsync(bool lasting, CancellationToken cancellation) => Task.FromResult<IAsyncDisposable>(new Unset());

    sealed class Unset : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
