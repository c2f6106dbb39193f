using CspGraph.Data;
using CspGraph.Domain;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Host;

/// <summary>Which database the configuration names; by default an SQLite file under the content root.</summary>
static class DatabaseSettings
{
    const string ProviderKey = "Database:Provider";
    const string ConnectionKey = "ConnectionStrings:CspGraph";
    const string MaximumKey = "Database:MaximumBytes";

    /// <summary>An empty database has a few hundred pages.</summary>
    const long LeastMaximum = 1 << 20;

    public static Database Open(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
    {
        if (!Folded.IsSupported)
            throw new StartRefusedException("The runtime has no globalization data, so names cannot be searched. Install ICU (libicu), and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        var provider = Provider(configuration);
        var connection = configuration[ConnectionKey];
        if (string.IsNullOrWhiteSpace(connection))
            connection = provider is DatabaseProvider.Sqlite
                ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataFolder(environment), "cspgraph.db") }.ConnectionString
                : throw new StartRefusedException($"{ConnectionKey} is missing; {ProviderKey} SqlServer needs it.");
        return new Database(provider, Checked(provider, connection), clock, MaximumBytes(configuration, provider));
    }

    static long? MaximumBytes(IConfiguration configuration, DatabaseProvider provider) => configuration[MaximumKey] switch
    {
        null or "" => null,
        _ when provider is DatabaseProvider.SqlServer => throw new StartRefusedException($"{MaximumKey} is of the embedded database; how large one of SqlServer may grow is set there."),
        _ => ServerSettings.Number(configuration, MaximumKey, otherwise: 0, LeastMaximum, most: long.MaxValue),
    };

    /// <summary>Where an installation keeps its own files.</summary>
    public static string DataFolder(IHostEnvironment environment) => Path.Combine(environment.ContentRootPath, "App_Data");

    static DatabaseProvider Provider(IConfiguration configuration) => configuration[ProviderKey] switch
    {
        null or "" => DatabaseProvider.Sqlite,
        var name when name.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => DatabaseProvider.Sqlite,
        var name when name.Equals("SqlServer", StringComparison.OrdinalIgnoreCase) => DatabaseProvider.SqlServer,
        var other => throw new StartRefusedException($"{ProviderKey} is '{other}'; it must be Sqlite or SqlServer."),
    };

    /// <summary>Refuses a malformed connection string without repeating it: it may hold a password.</summary>
    static string Checked(DatabaseProvider provider, string connection)
    {
        try
        {
            var target = provider is DatabaseProvider.Sqlite
                ? new SqliteConnectionStringBuilder(connection).DataSource
                : new SqlConnectionStringBuilder(connection).DataSource;
            return target is { Length: > 0 } ? connection : throw new StartRefusedException($"{ConnectionKey} names no data source.");
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StartRefusedException($"{ConnectionKey} is not a connection string for {provider}.");
        }
    }
}
