using CspGraph.Api.Tests.SqlServer;
using CspGraph.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

/// <summary>A database with its tables that only one test knows: an SQLite file, or one on the server that CSPGRAPH_TEST_SQLSERVER names.</summary>
sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Of a test that looks into an SQLite file, or does to it what can be done to none on a server.</summary>
    public const string WhySkipped = "It is about an SQLite file, and CSPGRAPH_TEST_SQLSERVER names a server.";

    readonly string file;
    readonly RealServer? server;

    TestDatabase(string file, RealServer? server) => (this.file, this.server) = (file, server);

    /// <summary>Whether it is a file.</summary>
    public static bool IsEmbedded => RealServer.IsMissing;

    static DatabaseProvider Provider => IsEmbedded ? DatabaseProvider.Sqlite : DatabaseProvider.SqlServer;

    /// <summary>Configuration arguments by which the product finds it, where it would not look for the file by itself.</summary>
    public string[] Settings => server is null ? [] : ["--Database:Provider=SqlServer", $"--ConnectionStrings:CspGraph={ConnectionString}"];

    /// <summary>With as many connections as a test holds at once.</summary>
    string ConnectionString => server is null ? $"Data Source={file};Pooling=False" : new SqlConnectionStringBuilder(server.Runtime.ConnectionString) { MaxPoolSize = 100 }.ConnectionString;

    /// <summary>For what only looks at the model.</summary>
    public static Database OpenNone() => new(Provider, "Data Source=none", TimeProvider.System);

    /// <param name="file">Where it is written, if it is a file.</param>
    /// <param name="name">Says which rows it begins with; null for none.</param>
    /// <param name="fill">Adds them, the same each time.</param>
    public static async Task<TestDatabase> CreateAsync(string file, string? name = null, Func<Database, Task>? fill = null)
    {
        if (IsEmbedded)
        {
            await (name is null ? Template.CopyAsync(file) : Template.CopyAsync(file, name, fill!));
            return new(file, server: null);
        }
        var database = new TestDatabase(file, await RealServer.CreateAsync());
        try
        {
            if (fill is not null) await fill(database.server!.Runtime);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A file that is yet to be written. A test that asks for it is skipped on a server.</summary>
    public static TestDatabase OfNewFile(string file)
    {
        Skip.IfNot(IsEmbedded, WhySkipped);
        return new(file, server: null);
    }

    /// <summary>As the product opens it.</summary>
    public Database Open(TimeProvider clock, Action<DbContextOptionsBuilder>? configure = null) => new(Provider, ConnectionString, clock, configure);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await using (var connection = new SqlConnection(ConnectionString)) SqlConnection.ClearPool(connection);
            await server.DisposeAsync();
        }
        foreach (var path in new[] { file, file + "-wal", file + "-shm" }) File.Delete(path);
    }
}
