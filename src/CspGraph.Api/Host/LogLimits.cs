using Microsoft.IdentityModel.Logging;

namespace CspGraph.Api.Host;

/// <summary>What is never logged, whatever levels are set: a log is read by more people than may use a token or see what was asked.</summary>
static class LogLimits
{
    /// <summary>Categories whose lines below a level hold what a client sent.</summary>
    static readonly (string Category, LogLevel Least)[] Limits =
    [
        // A broken request's own bytes, such as a header with a blank too many and the token behind it.
        ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None),
        // Each request's query string: documents and variables sent by GET, and tokens that were put there by mistake.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
    ];

    public static void AddLogLimits(this IServiceCollection services)
    {
        // Why a token is refused is logged without the token.
        IdentityModelEventSource.ShowPII = false;
        IdentityModelEventSource.LogCompleteSecurityArtifact = false;
        // After the settings were read, each time.
        services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            foreach (var provider in filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
                foreach (var (category, least) in Limits)
                    filters.Rules.Add(Limited(filters, provider, category, least));
        });
    }

    /// <summary>The rule that a provider has for a category, and no level below the least. Of a provider's own rules and all categories' the most specific counts.</summary>
    static LoggerFilterRule Limited(LoggerFilterOptions filters, string? provider, string category, LogLevel least)
    {
        var current = filters.Rules
            .Where(rule => rule.ProviderName is null || rule.ProviderName == provider)
            .Where(rule => rule.CategoryName is null || category.StartsWith(rule.CategoryName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(rule => rule.ProviderName is not null).ThenBy(rule => rule.CategoryName?.Length ?? 0).LastOrDefault();
        var level = current?.LogLevel ?? filters.MinLevel;
        return new(provider, category, level > least ? level : least, current?.Filter);
    }
}
