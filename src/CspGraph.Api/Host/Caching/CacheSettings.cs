namespace CspGraph.Api.Host.Caching;

/// <summary>How many answers are kept, and how long.</summary>
/// <param name="IsOn">False: every answer is read.</param>
/// <param name="MaxPayloadBytes">The largest answer that is kept.</param>
/// <param name="MemoryBytes">What this process keeps in all.</param>
/// <param name="Expiration">How long an answer is kept, here and in Redis. None is ever too old: this bounds what nobody asks for again.</param>
sealed record CacheSettings(bool IsOn, int MaxPayloadBytes, long MemoryBytes, TimeSpan Expiration)
{
    public static CacheSettings Read(IConfiguration configuration) => new(
        ServerSettings.Flag(configuration, "GraphQL:Cache:Enabled", otherwise: true),
        (int)ServerSettings.PositiveNumber(configuration, "GraphQL:Cache:MaximumPayloadBytes", otherwise: 1 << 20, most: 1 << 30),
        ServerSettings.PositiveNumber(configuration, "GraphQL:Cache:MemoryBytes", otherwise: 64 << 20, most: long.MaxValue),
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "GraphQL:Cache:ExpirationSeconds", otherwise: 600, most: 86_400)));
}
