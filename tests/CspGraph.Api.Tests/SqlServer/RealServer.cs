using CspGraph.Data;
using Microsoft.Data.SqlClient;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>A database of its own on the server that CSPGRAPH_TEST_SQLSERVER names: migrated by its owner, and served with a login that has the runtime's role and no other.</summary>
sealed class RealServer : IAsyncDisposable
{
    public const string WhySkipped = "CSPGRAPH_TEST_SQLSERVER does not name a server.";

    static readonly string? Server = Environment.GetEnvironmentVariable("CSPGRAPH_TEST_SQLSERVER");

    readonly string name = $"cspgraph_{Guid.NewGuid():N}";

    RealServer()
    {
        var owner = new SqlConnectionStringBuilder(Server) { InitialCatalog = name };
        // Few connections, so that they are used again.
        var login = new SqlConnectionStringBuilder(Server) { InitialCatalog = name, IntegratedSecurity = false, UserID = name, Password = $"Aa1!{name}", MaxPoolSize = 3 };
        (Owner, Runtime) = (Of(owner), Of(login));

        static Database Of(SqlConnectionStringBuilder place) => new(DatabaseProvider.SqlServer, place.ConnectionString, TimeProvider.System);
    }

    public static bool IsMissing => Server is null;

    /// <summary>As who makes the tables.</summary>
    public Database Owner { get; }

    /// <summary>As the server.</summary>
    public Database Runtime { get; }

    public static async Task<RealServer> CreateAsync()
    {
        var server = new RealServer();
        await RunAsync(Server!, $"CREATE DATABASE [{server.name}] COLLATE Latin1_General_100_BIN2_UTF8");
        await server.Owner.MigrateAsync(default);
        foreach (var batch in RuntimeRole.Batches()) await RunAsync(server.Owner.ConnectionString, batch);
        await RunAsync(server.Owner.ConnectionString, $"CREATE LOGIN [{server.name}] WITH PASSWORD = 'Aa1!{server.name}'");
        await RunAsync(server.Owner.ConnectionString, $"CREATE USER [{server.name}] FOR LOGIN [{server.name}]");
        await RunAsync(server.Owner.ConnectionString, $"ALTER ROLE cspgraph_runtime ADD MEMBER [{server.name}]");
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
        SqlConnection.ClearAllPools();
        await RunAsync(Server!, $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
        await RunAsync(Server!, $"IF SUSER_ID('{name}') IS NOT NULL DROP LOGIN [{name}]");
    }
}
