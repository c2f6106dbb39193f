using System.Globalization;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host;

/// <summary>What the configuration says about the server, checked before it starts.</summary>
/// <param name="DevelopmentTokens">Sign and accept demo tokens.</param>
/// <param name="Entra">Whose tokens of Microsoft Entra are taken; null for nobody's.</param>
/// <param name="MaxRequestBytes">The largest body of a GraphQL request.</param>
/// <param name="Engine">What one GraphQL request may ask for.</param>
/// <param name="MaxImportBytes">The largest file that may be sent, as it comes.</param>
/// <param name="MaxConcurrentImports">How many files a tenant may send to this process at once: each takes memory.</param>
sealed record ServerSettings(bool DevelopmentTokens, EntraSettings? Entra, int MaxRequestBytes, GraphEngineOptions Engine, long MaxImportBytes, int MaxConcurrentImports)
{
    public const int DefaultRequestBytes = 1 << 21;

    public static ServerSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var developmentTokens = ReadDevelopmentTokens(configuration, environment);
        var entra = EntraSettings.Read(configuration, environment);
        if (!developmentTokens && entra is null)
            throw new StartRefusedException("No authentication is configured: set AzureAd:ClientId, or in the Development environment Authentication:Development to true.");
        return new(
            developmentTokens,
            entra,
            (int)PositiveNumber(configuration, "GraphQL:MaxRequestBytes", otherwise: DefaultRequestBytes, most: int.MaxValue),
            LimitSettings.Read(configuration, ProductSchema.Options),
            PositiveNumber(configuration, "Imports:MaxRequestBytes", otherwise: 2L << 30, most: long.MaxValue),
            (int)PositiveNumber(configuration, "Imports:MaxConcurrent", otherwise: 2, most: 1_000));
    }

    public static bool ReadDevelopmentTokens(IConfiguration configuration, IHostEnvironment environment)
    {
        const string key = "Authentication:Development";
        var text = configuration[key];
        var on = false;
        if (!string.IsNullOrEmpty(text) && !bool.TryParse(text, out on))
            throw new StartRefusedException($"{key} is '{text}'; it must be true or false.");
        if (on && !environment.IsDevelopment())
            throw new StartRefusedException($"{key} is true, which only the Development environment allows; this is {environment.EnvironmentName}.");
        return on;
    }

    public static bool Flag(IConfiguration configuration, string key, bool otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text) return otherwise;
        return bool.TryParse(text, out var on) ? on : throw new StartRefusedException($"{key} is '{text}'; it must be true or false.");
    }

    /// <summary>A list, or a text with commas between; null without the setting.</summary>
    public static IReadOnlyList<string>? Texts(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        if (section.GetChildren().Select(item => item.Value ?? "").ToList() is { Count: > 0 } items) return items;
        return section.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    public static long PositiveNumber(IConfiguration configuration, string key, long otherwise, long most) => Number(configuration, key, otherwise, least: 1, most);

    public static long Number(IConfiguration configuration, string key, long otherwise, long least, long most)
    {
        if (configuration[key] is not { Length: > 0 } text) return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new StartRefusedException($"{key} is '{text}'; it must be a whole number from {least} to {most}.");
    }
}
