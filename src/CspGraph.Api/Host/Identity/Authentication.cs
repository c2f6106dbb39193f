using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who may ask: bearer tokens, and the answer to those who bring none.</summary>
static class Authentication
{
    public static void AddBearerTokens(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton(provider => new DevelopmentTokens(
            DevelopmentKey.LoadOrCreate(DatabaseSettings.DataFolder(environment)),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RememberedTokens>();
        services.AddScoped<IAuthenticationService, RememberingAuthentication>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<DevelopmentTokens>((bearer, tokens) =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = tokens.Validation;
            bearer.Events = new JwtBearerEvents { OnChallenge = ChallengeAsync };
        });
        services.AddAuthorization();
    }

    /// <summary>The same GraphQL-shaped answer whatever is wrong with a token: why is the log's business.</summary>
    static Task ChallengeAsync(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        var message = challenge.AuthenticateFailure is null
            ? "A bearer token is needed in the Authorization header."
            : "The bearer token is invalid or has expired.";
        return Refusal.NotAuthenticated(message).WriteAsync(challenge.HttpContext);
    }
}
