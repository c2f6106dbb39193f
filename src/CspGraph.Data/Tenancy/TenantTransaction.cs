using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace CspGraph.Data.Tenancy;

/// <summary>One transaction in which a viewer's tenant is changed, and in which what was changed is read. Undone when it is disposed before it was committed.</summary>
public sealed class TenantTransaction : TenantSnapshot
{
    const int SqliteBusy = 5;

    /// <summary>How long a thread waits for another process's transaction before it is given back for a while, in seconds; SQLite's driver knows no less.</summary>
    const int SecondsAtATime = 1;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly IDbContextTransaction transaction;
    readonly SqliteReads? reads;
    readonly SemaphoreSlim? writers;

    TenantTransaction(CspGraphDb db, IDbContextTransaction transaction, SemaphoreSlim? writers) : base(db.Viewer)
    {
        Db = db;
        this.transaction = transaction;
        this.writers = writers;
        reads = transaction.GetDbTransaction().Connection is SqliteConnection sqlite ? new SqliteReads(sqlite) : null;
    }

    /// <inheritdoc/>
    public override CspGraphDb Db { get; }

    /// <inheritdoc/>
    public override bool IsEmbedded => reads is not null;

    /// <param name="db">A context, which is the transaction's from here on.</param>
    /// <param name="writers">Who waits for the embedded database; null for a server, where each waits for the rows it needs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<TenantTransaction> BeginAsync(CspGraphDb db, SemaphoreSlim? writers, CancellationToken cancellation)
    {
        var isFirst = false;
        try
        {
            if (writers is null) return new TenantTransaction(db, await db.BeginWriteAsync(cancellation), writers: null);
            await writers.WaitAsync(cancellation);
            isFirst = true;
            return new TenantTransaction(db, await BeginEmbeddedAsync(db, cancellation), writers);
        }
        catch
        {
            await db.DisposeAsync();
            if (isFirst) writers!.Release();
            throw;
        }
    }

    static async Task<IDbContextTransaction> BeginEmbeddedAsync(CspGraphDb db, CancellationToken cancellation)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var timeout = connection.DefaultTimeout;
        connection.DefaultTimeout = SecondsAtATime;
        try
        {
            while (true)
            {
                try
                {
                    return await db.BeginWriteAsync(cancellation);
                }
                catch (SqliteException busy) when (busy.SqliteErrorCode == SqliteBusy)
                {
                    await Task.Delay(Pause, cancellation);
                }
            }
        }
        finally
        {
            connection.DefaultTimeout = timeout;
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
        try
        {
            reads?.Dispose();
            await transaction.UndoAsync();
            await Db.DisposeAsync();
        }
        finally
        {
            writers?.Release();
        }
    }
}
