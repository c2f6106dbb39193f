using StackExchange.Redis;

namespace CspGraph.Api.Host.Redis;

/// <summary>Which Redis the configuration names, if any.</summary>
/// <param name="Connection">Null: nothing is shared with other processes.</param>
/// <param name="KeyPrefix">Begins the name of everything that is kept there.</param>
sealed record RedisSettings(ConfigurationOptions? Connection, string KeyPrefix)
{
    const string ConnectionKey = "ConnectionStrings:Redis";
    const string PrefixKey = "Redis:KeyPrefix";

    public static RedisSettings Read(IConfiguration configuration) => new(ReadConnection(configuration), ReadPrefix(configuration));

    static ConfigurationOptions? ReadConnection(IConfiguration configuration)
    {
        if (configuration[ConnectionKey] is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        ConfigurationOptions connection;
        try
        {
            connection = ConfigurationOptions.Parse(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or OverflowException)
        {
            // It may hold a password: the line does not repeat it.
            throw new StartRefusedException($"{ConnectionKey} is not a connection string for Redis.");
        }
        if (connection.EndPoints.Count == 0) throw new StartRefusedException($"{ConnectionKey} names no server.");
        // A server that is away is found when it is back; until then nothing is queued for it.
        connection.AbortOnConnectFail = false;
        connection.BacklogPolicy = BacklogPolicy.FailFast;
        return connection;
    }

    static string ReadPrefix(IConfiguration configuration)
    {
        if (configuration[PrefixKey] is not { Length: > 0 } prefix) return "cspgraph:";
        // Braces choose the node of a Redis cluster.
        return prefix.Length <= 100 && prefix.All(letter => letter is > ' ' and <= '~' and not ('{' or '}'))
            ? prefix
            : throw new StartRefusedException($"{PrefixKey} is '{prefix}'; it must be up to 100 visible ASCII characters without braces.");
    }
}
