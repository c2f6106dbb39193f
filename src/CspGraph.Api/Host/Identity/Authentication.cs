using CspGraph.Data.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who may ask: API keys always, tokens of Microsoft Entra where it is configured, development tokens in Development.</summary>
static class Authentication
{
    /// <summary>Chooses the scheme that judges a token.</summary>
    public const string Scheme = "Bearer";

    public static void AddBearerTokens(this IServiceCollection services, ServerSettings settings, IHostEnvironment environment, TimeProvider clock)
    {
        services.AddSingleton<RememberedTokens>();
        services.AddScoped<IAuthenticationService, RememberingAuthentication>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Challenges>();
        services.AddSingleton<Admissions>();
        var authentication = services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, displayName: null, policy => policy.ForwardDefaultSelector = http => SchemeOf(BearerToken.Of(http.Request), settings))
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, configureOptions: null);
        if (settings.DevelopmentTokens) authentication.AddDevelopmentTokens(environment);
        if (settings.Entra is { } entra) authentication.AddEntraTokens(entra, environment, clock);
        services.AddAuthorization();
    }

    static void AddDevelopmentTokens(this AuthenticationBuilder authentication, IHostEnvironment environment)
    {
        authentication.Services.AddSingleton(provider => new DevelopmentTokens(
            DevelopmentKey.LoadOrCreate(DatabaseSettings.DataFolder(environment)),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        authentication.AddJwtBearer(DevelopmentTokens.Scheme, _ => { });
        authentication.Services.AddOptions<JwtBearerOptions>(DevelopmentTokens.Scheme).Configure<DevelopmentTokens>((bearer, tokens) =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = tokens.Validation;
        });
    }

    /// <summary>A secret by its prefix. Where there are tokens of both kinds, by who they say has issued them; whether that is so is the scheme's to find out.</summary>
    static string SchemeOf(string? token, ServerSettings settings)
    {
        if (token?.StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal) is true) return ApiKeyAuthentication.SchemeName;
        if (settings.Entra is null) return DevelopmentTokens.Scheme;
        return settings.DevelopmentTokens && IssuerOf(token) == DevelopmentTokens.Issuer ? DevelopmentTokens.Scheme : EntraTokens.Scheme;
    }

    static string? IssuerOf(string? token)
    {
        try
        {
            return token is null ? null : new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
