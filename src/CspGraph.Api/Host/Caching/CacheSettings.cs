using System.Globalization;

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
        (int)Number(configuration, "GraphQL:Cache:MaximumPayloadBytes", otherwise: 1 << 20, most: 1 << 30),
        Number(configuration, "GraphQL:Cache:MemoryBytes", otherwise: 64 << 20, most: long.MaxValue),
        TimeSpan.FromSeconds(Number(configuration, "GraphQL:Cache:ExpirationSeconds", otherwise: 600, most: 86_400)));

    static long Number(IConfiguration configuration, string key, long otherwise, long most)
    {
        if (configuration[key] is not { Length: > 0 } text) return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw new StartRefusedException($"{key} is '{text}'; it must be a whole number from 1 to {most}.");
    }
}
