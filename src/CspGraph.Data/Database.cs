using CspGraph.Data.Events;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Polly;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>One database on one server, and the contexts on it.</summary>
public sealed class Database : IDisposable
{
    /// <summary>A writer waits for another's transaction as long as an import of millions of lines may take to be shown. What answers requests has its own, shorter limit.</summary>
    const int SecondsToWait = 300;

    readonly DbContextOptions<SqliteCspGraphDb> sqlite;
    readonly DbContextOptions<SqlServerCspGraphDb> sqlServer;
    readonly PooledDbContextFactory<DirectoryDb> directories;

    /// <summary>SQLite has one writer at a time, and its next one waits within the calling thread: so of this process's requests one waits there, and the others here.</summary>
    readonly SemaphoreSlim? writers;

    /// <summary>How what a server fails by for a moment is met. The embedded database has no such faults: whoever is to wait for it waits.</summary>
    readonly ResiliencePipeline retries;

    readonly TimeProvider clock;

    /// <remarks>Each connection has one user at a time, so SQLite need not lock it for every value that is read: whoever opens a command must dispose of it, for the finaliser would end it beside another statement. Once SQLite has been used in this process it is as it is.</remarks>
    static Database()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <param name="provider">The server.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="clock">By which ids are made.</param>
    /// <param name="maximumBytes">The largest that the embedded database's file may grow; null for no limit.</param>
    public Database(DatabaseProvider provider, string connectionString, TimeProvider clock, long? maximumBytes = null)
        : this(provider, connectionString, clock, maximumBytes is { } most ? options => options.AddInterceptors(new SqliteSize(most)) : null)
    {
    }

    /// <param name="provider">The server.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="clock">By which ids are made.</param>
    /// <param name="configure">What contexts have beside what all of them have.</param>
    internal Database(DatabaseProvider provider, string connectionString, TimeProvider clock, Action<DbContextOptionsBuilder>? configure)
    {
        Provider = provider;
        ConnectionString = provider is DatabaseProvider.SqlServer ? NeverBlocked(connectionString) : connectionString;
        Ids = new Ids(clock, sqlServerOrder: provider is DatabaseProvider.SqlServer);
        sqlite = Options<SqliteCspGraphDb>(configure);
        sqlServer = Options<SqlServerCspGraphDb>(configure);
        directories = new PooledDbContextFactory<DirectoryDb>(Options<DirectoryDb>(configure));
        Reads = provider is DatabaseProvider.Sqlite ? new SqliteReadPool(connectionString) : null;
        writers = provider is DatabaseProvider.Sqlite ? new(1) : null;
        retries = TransientFaults.Pipeline(clock);
        this.clock = clock;
    }

    public DatabaseProvider Provider { get; }
    public string ConnectionString { get; }
    public Ids Ids { get; }

    /// <summary>Raised when a transaction of this process is committed that told of something: the tenant, and the number of its newest event.</summary>
    public event Action<int, long>? EventsCommitted;

    /// <summary>Connections for reading; null on a server, which has its own.</summary>
    internal SqliteReadPool? Reads { get; }

    /// <summary>A context that shows what <paramref name="viewer"/> may see.</summary>
    public CspGraphDb Open(Viewer viewer) => Provider is DatabaseProvider.Sqlite
        ? new SqliteCspGraphDb(sqlite, viewer)
        : new SqlServerCspGraphDb(sqlServer, viewer);

    /// <summary>Begins to read for a viewer: nothing that is committed later is seen.</summary>
    /// <exception cref="InvalidOperationException">The viewer's tenant is there no more.</exception>
    public async ValueTask<TenantSnapshot> BeginSnapshotAsync(Viewer viewer, CancellationToken cancellation) => Provider is DatabaseProvider.Sqlite
        ? new SqliteSnapshot(this, viewer)
        : await ServerSnapshot.BeginAsync(Open(viewer), cancellation);

    /// <summary>Begins to change a viewer's tenant.</summary>
    /// <param name="viewer">Whose tenant.</param>
    /// <param name="cancellation">Ends the wait for those who write before.</param>
    public Task<TenantTransaction> BeginWriteAsync(Viewer viewer, CancellationToken cancellation) => TenantTransaction.BeginAsync(Open(viewer), writers, cancellation);

    /// <summary>Does something that ends with its transaction, and does it again from the beginning when the server fails by what may pass.</summary>
    /// <param name="operation">All of it: it opens what it works with, and leaves nothing behind when it fails.</param>
    /// <param name="cancellation">Ends it, and the wait before it is done again.</param>
    public Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation) =>
        retries.RunAsync(operation, clock, cancellation);

    /// <summary>A context of no tenant, for what concerns the tables themselves.</summary>
    internal CspGraphDb OpenForNobody() => Open(new Viewer(TenantId: 0, Role.Integration, SubtreeRootId: null));

    /// <summary>A context on a connection that is open, and that stays open behind it.</summary>
    internal SqliteCspGraphDb Open(Viewer viewer, SqliteConnection connection)
    {
        var db = new SqliteCspGraphDb(sqlite, viewer);
        db.Database.SetDbConnection(connection);
        return db;
    }

    public DirectoryDb OpenDirectory() => directories.CreateDbContext();

    /// <summary>Creates the database if there is none, and brings its tables to this build's.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (Provider is DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(ConnectionString).DataSource is { Length: > 0 } file
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        await using var db = OpenForNobody();
        // A table of millions of rows may be written anew.
        db.Database.SetCommandTimeout(TimeSpan.FromHours(6));
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Copies the embedded database, as it is at one moment, to a file that is not there yet. Nobody waits for it.</summary>
    /// <exception cref="IOException">The file is there, or cannot be written.</exception>
    public Task BackUpAsync(string file, CancellationToken cancellation) => SqliteBackup.MakeAsync(ConnectionString, file, cancellation);

    public void Dispose() => Reads?.Dispose();

    /// <summary>After one login that fails a pool would refuse all others for up to a minute, whether or not the server is back by then. Who says otherwise is heard.</summary>
    static string NeverBlocked(string connectionString)
    {
        var place = new SqlConnectionStringBuilder(connectionString);
        if (!place.ShouldSerialize("Pool Blocking Period")) place.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        return place.ConnectionString;
    }

    DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder>? configure) where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        if (Provider is DatabaseProvider.Sqlite)
            options.UseSqlite(ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).CommandTimeout(SecondsToWait));
        else
            options.UseSqlServer(ConnectionString, server => server.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).CommandTimeout(SecondsToWait));
        options.AddInterceptors(new CommittedEvents((tenant, newest) => EventsCommitted?.Invoke(tenant, newest)), new StatementCount.OfContexts());
        configure?.Invoke(options);
        return options.Options;
    }
}

/// <summary>Which database server keeps the data.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}
