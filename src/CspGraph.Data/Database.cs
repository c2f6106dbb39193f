using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CspGraph.Data;

/// <summary>One database on one server, and the contexts on it.</summary>
public sealed class Database
{
    /// <summary>A writer waits for another's transaction as long as an import of millions of lines may take to be shown. What answers requests has its own, shorter limit.</summary>
    const int SecondsToWait = 300;

    readonly DbContextOptions<SqliteCspGraphDb> sqlite;
    readonly DbContextOptions<SqlServerCspGraphDb> sqlServer;
    readonly PooledDbContextFactory<DirectoryDb> directories;

    public Database(DatabaseProvider provider, string connectionString, TimeProvider clock)
    {
        Provider = provider;
        ConnectionString = connectionString;
        Ids = new Ids(clock, sqlServerOrder: provider is DatabaseProvider.SqlServer);
        sqlite = Options<SqliteCspGraphDb>();
        sqlServer = Options<SqlServerCspGraphDb>();
        directories = new PooledDbContextFactory<DirectoryDb>(Options<DirectoryDb>());
    }

    public DatabaseProvider Provider { get; }
    public string ConnectionString { get; }
    public Ids Ids { get; }

    /// <summary>A context that shows what <paramref name="viewer"/> may see.</summary>
    public CspGraphDb Open(Viewer viewer) => Provider is DatabaseProvider.Sqlite
        ? new SqliteCspGraphDb(sqlite, viewer)
        : new SqlServerCspGraphDb(sqlServer, viewer);

    public DirectoryDb OpenDirectory() => directories.CreateDbContext();

    /// <summary>Creates the database if there is none, and brings its tables to this build's.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (Provider is DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(ConnectionString).DataSource is { Length: > 0 } file
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        await using var db = Open(new Viewer(TenantId: 0, Role.Integration, SubtreeRootId: null));
        // A table of millions of rows may be written anew.
        db.Database.SetCommandTimeout(TimeSpan.FromHours(6));
        await db.Database.MigrateAsync(cancellation);
    }

    DbContextOptions<TContext> Options<TContext>() where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        if (Provider is DatabaseProvider.Sqlite)
            options.UseSqlite(ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).CommandTimeout(SecondsToWait));
        else
            options.UseSqlServer(ConnectionString, server => server.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).CommandTimeout(SecondsToWait));
        return options.Options;
    }
}

/// <summary>Which database server keeps the data.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}
