namespace CspGraph.Api.Host;

/// <summary>What the configuration says about the server, checked before it starts.</summary>
/// <param name="DevelopmentTokens">Sign and accept demo tokens.</param>
/// <param name="MaxRequestBytes">The largest body of a GraphQL request.</param>
sealed record ServerSettings(bool DevelopmentTokens, int MaxRequestBytes)
{
    public static ServerSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var developmentTokens = ReadDevelopmentTokens(configuration, environment);
        if (!developmentTokens)
            throw new StartRefusedException("No authentication is configured. In the Development environment, set Authentication:Development to true.");
        return new(developmentTokens, PositiveNumber(configuration, "GraphQL:MaxRequestBytes", otherwise: 1 << 20));
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

    static int PositiveNumber(IConfiguration configuration, string key, int otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text)) return otherwise;
        return int.TryParse(text, out var number) && number > 0
            ? number
            : throw new StartRefusedException($"{key} is '{text}'; it must be a whole number from 1 to {int.MaxValue}.");
    }
}
