using System.Data.Common;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Api.Tests.Data;

/// <summary>A session on a context that the test has made, with its interceptors and its connection, on SQLite.</summary>
sealed class ContextSession : TenantSnapshot
{
    readonly IDbContextTransaction? transaction;
    readonly SqliteReads? reads;

    ContextSession(CspGraphDb db, IDbContextTransaction? transaction, SqliteReads? reads) : base(db.Viewer)
    {
        Db = db;
        this.transaction = transaction;
        this.reads = reads;
    }

    public static async Task<ContextSession> OnAsync(CspGraphDb db)
    {
        var transaction = await db.BeginSnapshotAsync(default);
        return new ContextSession(db, transaction, new SqliteReads((SqliteConnection)db.Database.GetDbConnection()));
    }

    /// <summary>For what only makes statements.</summary>
    public static ProductSession ToExplain(CspGraphDb db) => new(new ContextSession(db, transaction: null, reads: null));

    public ProductSession Session => new(this);

    public override CspGraphDb Db { get; }

    public override bool IsEmbedded => Db.Database.IsSqlite();

    public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values) => reads!.Run(text, names, values);

    public override void Interrupt() => SQLitePCL.raw.sqlite3_interrupt(reads!.Connection.Handle);

    public override async ValueTask DisposeAsync()
    {
        reads?.Dispose();
        if (transaction is not null) await transaction.DisposeAsync();
    }
}
