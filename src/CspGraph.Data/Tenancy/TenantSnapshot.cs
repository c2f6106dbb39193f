using System.Data.Common;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data.Tenancy;

/// <summary>One state of one tenant's rows, as one viewer sees them: whatever is read until it is disposed is of this state. It holds a connection, and blocks no writer.</summary>
public abstract class TenantSnapshot(Viewer viewer) : IAsyncDisposable
{
    public Viewer Viewer { get; } = viewer;

    /// <summary>The version of the tenant's data in this state: read from the database, as the first thing that was.</summary>
    public DataVersion Version { get; protected init; }

    /// <summary>A context on the snapshot's connection. It is the snapshot's.</summary>
    public abstract CspGraphDb Db { get; }

    /// <summary>Whether <see cref="Run"/> is the way to read: the database is in this process.</summary>
    public abstract bool IsEmbedded { get; }

    /// <inheritdoc cref="SqliteReads.Run"/>
    public abstract DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values);

    /// <summary>Ends the statement that is running, if the database does not heed a token by itself. Any thread may call it, until the snapshot is disposed.</summary>
    public abstract void Interrupt();

    public abstract ValueTask DisposeAsync();

    protected InvalidOperationException Gone() => new($"Tenant {Viewer.TenantId} is there no more.");
}

/// <summary>A version of a tenant's data: when both numbers are the same, so is the data, in whichever database.</summary>
/// <param name="Number">Counts its changes.</param>
/// <param name="Stamp">Random.</param>
public readonly record struct DataVersion(long Number, Guid Stamp);

/// <summary>On a pooled connection, with statements that are prepared already.</summary>
sealed class SqliteSnapshot : TenantSnapshot
{
    const string VersionText = """SELECT "DataVersion", "DataStamp" FROM "Tenants" WHERE "TenantId" = @tenant""";
    static readonly string[] VersionNames = ["@tenant"];

    readonly Database database;
    readonly SqliteReads reads;
    CspGraphDb? db;

    public SqliteSnapshot(Database database, Viewer viewer) : base(viewer)
    {
        this.database = database;
        reads = database.Reads!.Rent();
        try
        {
            // A deferred transaction is a snapshot from its first read on.
            Execute("BEGIN");
            using var version = reads.Run(VersionText, VersionNames, [viewer.TenantId]);
            Version = version.Read() ? new(version.GetInt64(0), version.GetGuid(1)) : throw Gone();
        }
        catch
        {
            database.Reads.Return(reads, isSound: false);
            throw;
        }
    }

    public override CspGraphDb Db => db ??= database.Open(Viewer, reads.Connection);

    public override bool IsEmbedded => true;

    public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values) => reads.Run(text, names, values);

    // SQLite runs inside the calling thread, which looks at no token until the statement gives a row.
    public override void Interrupt() => SQLitePCL.raw.sqlite3_interrupt(reads.Connection.Handle);

    public override async ValueTask DisposeAsync()
    {
        if (db is not null) await db.DisposeAsync();
        var isSound = false;
        try
        {
            // A statement that failed may have ended the transaction.
            if (reads.IsInTransaction) Execute("ROLLBACK");
            isSound = true;
        }
        finally
        {
            database.Reads!.Return(reads, isSound);
        }
    }

    void Execute(string text)
    {
        using var run = reads.Run(text, [], []);
        run.Read();
    }
}

/// <summary>On a context of its own, within a transaction.</summary>
sealed class ServerSnapshot : TenantSnapshot
{
    readonly IDbContextTransaction transaction;

    ServerSnapshot(CspGraphDb db, IDbContextTransaction transaction) : base(db.Viewer)
    {
        Db = db;
        this.transaction = transaction;
    }

    public static async Task<ServerSnapshot> BeginAsync(CspGraphDb db, CancellationToken cancellation)
    {
        IDbContextTransaction? transaction = null;
        try
        {
            transaction = await db.BeginSnapshotAsync(cancellation);
            var snapshot = new ServerSnapshot(db, transaction);
            var version = await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter])
                .Select(tenant => new { tenant.DataVersion, tenant.DataStamp }).SingleOrDefaultAsync(cancellation) ?? throw snapshot.Gone();
            return new ServerSnapshot(db, transaction) { Version = new(version.DataVersion, version.DataStamp) };
        }
        catch
        {
            if (transaction is not null) await transaction.UndoAsync();
            await db.DisposeAsync();
            throw;
        }
    }

    public override CspGraphDb Db { get; }

    public override bool IsEmbedded => false;

    public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values) =>
        throw new NotSupportedException("A server's statements are sent by commands of the context.");

    // A command ends with the token that it was given.
    public override void Interrupt()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await transaction.UndoAsync();
        await Db.DisposeAsync();
    }
}
