using CspGraph.Data;
using Microsoft.Data.SqlClient;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>A database of its own on the server that CSPGRAPH_TEST_SQLSERVER names: migrated by a login that has the migration role and no other, and served with one that has the runtime's.</summary>
sealed class RealServer : IAsyncDisposable
{
    public const string WhySkipped = "CSPGRAPH_TEST_SQLSERVER does not name a server.";

    static readonly string? Server = Environment.GetEnvironmentVariable("CSPGRAPH_TEST_SQLSERVER");

    readonly string name = $"cspgraph_{Guid.NewGuid():N}";

    readonly string place;

    RealServer(string place)
    {
        this.place = place;
        (Owner, Runtime) = (Of(new SqlConnectionStringBuilder(place) { InitialCatalog = name }), Of(As(name)));
    }

    public static bool IsMissing => Server is null;

    /// <summary>As the database's owner.</summary>
    public Database Owner { get; }

    /// <summary>As the server.</summary>
    public Database Runtime { get; }

    /// <summary>Who makes the tables, with the migration role and no other.</summary>
    string Migrator => $"{name}_migrate";

    /// <summary>Few connections, so that they are used again.</summary>
    SqlConnectionStringBuilder As(string login) => new(place) { InitialCatalog = name, IntegratedSecurity = false, UserID = login, Password = $"Aa1!{login}", MaxPoolSize = 3 };

    static Database Of(SqlConnectionStringBuilder login) => new(DatabaseProvider.SqlServer, login.ConnectionString, TimeProvider.System);

    public static Task<RealServer> CreateAsync() => CreateAsync(Server!);

    /// <param name="place">A login that may make databases and logins, on whichever server.</param>
    public static async Task<RealServer> CreateAsync(string place)
    {
        var server = new RealServer(place);
        await RunAsync(place, $"CREATE DATABASE [{server.name}] COLLATE Latin1_General_100_BIN2_UTF8");
        foreach (var batch in RuntimeRole.SetUp()) await RunAsync(server.Owner.ConnectionString, batch);
        foreach (var (login, role) in new[] { (server.name, "cspgraph_runtime"), (server.Migrator, "cspgraph_migration") })
        {
            await RunAsync(server.Owner.ConnectionString, $"CREATE LOGIN [{login}] WITH PASSWORD = 'Aa1!{login}'");
            await RunAsync(server.Owner.ConnectionString, $"CREATE USER [{login}] FOR LOGIN [{login}]");
            await RunAsync(server.Owner.ConnectionString, $"ALTER ROLE [{role}] ADD MEMBER [{login}]");
        }
        using (var migrator = Of(server.As(server.Migrator))) await migrator.MigrateAsync(default);
        foreach (var batch in RuntimeRole.Grants()) await RunAsync(server.Owner.ConnectionString, batch);
        return server;
    }

    /// <summary>Runs a statement on a connection that is set to no tenant, unless the statement does so, and returns the first value of what it reads.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in new[] { Owner, Runtime })
        {
            await using var connection = new SqlConnection(database.ConnectionString);
            SqlConnection.ClearPool(connection);
            database.Dispose();
        }
        await RunAsync(place, $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
        foreach (var login in new[] { name, Migrator }) await RunAsync(place, $"IF SUSER_ID('{login}') IS NOT NULL DROP LOGIN [{login}]");
    }
}
