using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace CspGraph.Data.Tenancy;

/// <summary>One transaction in which a viewer's tenant is changed, and in which what was changed is read. Undone when it is disposed before it was committed.</summary>
public sealed class TenantTransaction : TenantSnapshot
{
    readonly IDbContextTransaction transaction;
    readonly SqliteReads? reads;

    TenantTransaction(CspGraphDb db, IDbContextTransaction transaction, SqliteReads? reads) : base(db.Viewer)
    {
        Db = db;
        this.transaction = transaction;
        this.reads = reads;
    }

    /// <inheritdoc/>
    public override CspGraphDb Db { get; }

    /// <inheritdoc/>
    public override bool IsEmbedded => reads is not null;

    internal static async Task<TenantTransaction> BeginAsync(CspGraphDb db, CancellationToken cancellation)
    {
        try
        {
            var transaction = await db.BeginWriteAsync(cancellation);
            return new TenantTransaction(db, transaction, transaction.GetDbTransaction().Connection is SqliteConnection sqlite ? new SqliteReads(sqlite) : null);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the changes last.</summary>
    public Task CommitAsync(CancellationToken cancellation)
    {
        reads?.Dispose();
        return transaction.CommitAsync(cancellation);
    }

    /// <inheritdoc/>
    public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values) =>
        reads is not null ? reads.Run(text, names, values) : throw new NotSupportedException("A server's statements are sent by commands of the context.");

    /// <inheritdoc/>
    public override void Interrupt()
    {
        if (reads is not null) raw.sqlite3_interrupt(reads.Connection.Handle);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        reads?.Dispose();
        await transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}
