using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Validators;

namespace CspGraph.Api.Host.Identity;

/// <summary>Validates access tokens of Microsoft Entra, of any of its tenants. Who of them is let in is told by memberships.</summary>
static class EntraTokens
{
    public const string Scheme = "Entra";

    static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(10);

    /// <summary>Nothing that is signed by a secret: the key would be one that everybody can read.</summary>
    static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddEntraTokens(this AuthenticationBuilder authentication, EntraSettings settings, IHostEnvironment environment, TimeProvider clock)
    {
        authentication.Services.AddSingleton<EntraMetadata>();
        // It adds the check that a signing key belongs to the issuer that used it.
        authentication.AddMicrosoftIdentityWebApi(
            bearer => Configure(bearer, settings, environment, clock),
            identity =>
            {
                (identity.Instance, identity.TenantId, identity.ClientId) = (settings.Instance, settings.TenantId, $"{settings.ClientId}");
                // Memberships say who is let in; a token need have neither a role nor a scope that Entra gave it.
                identity.AllowWebApiToBeAuthorizedByACL = true;
            },
            Scheme);
    }

    static void Configure(JwtBearerOptions bearer, EntraSettings settings, IHostEnvironment environment, TimeProvider clock)
    {
        bearer.Authority = settings.Authority;
        bearer.RequireHttpsMetadata = !environment.IsDevelopment();
        bearer.BackchannelTimeout = LongestFetch;
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudiences = settings.Audiences,
            ValidAlgorithms = Asymmetric,
            // A token names its key. Without this, any token at all would be tried against every key.
            TryAllIssuerSigningKeys = false,
            IssuerValidator = IssuerValidatorOf(bearer).Validate,
            LifetimeValidator = (notBefore, expires, _, _) => clock.GetUtcNow().UtcDateTime is var now && notBefore <= now && now < expires,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = async message =>
            {
                if (BearerToken.Of(message.Request) is null) return;
                var metadata = message.HttpContext.RequestServices.GetRequiredService<EntraMetadata>();
                if (await metadata.IsKnownAsync(message.Options.ConfigurationManager!)) return;
                var unavailable = new EntraUnavailableException();
                message.HttpContext.Features.Set(unavailable);
                message.Fail(unavailable);
            },
            OnTokenValidated = validated =>
            {
                if (EntraIdentity.Of((ClaimsIdentity)validated.Principal!.Identity!, settings.Scopes) is { } identity) validated.Principal = new ClaimsPrincipal(identity);
                else validated.Fail("It is no access token, or has none of the scopes.");
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Holds the issuer against the token's own tenant. It shares the metadata with the check of the signature; those of the first version are its own.</summary>
    static AadIssuerValidator IssuerValidatorOf(JwtBearerOptions bearer)
    {
        BaseConfigurationManager? first = null;
        return AadIssuerValidator.GetAadIssuerValidator(bearer.Authority, httpClient: null, authority =>
            authority == bearer.Authority
                ? (BaseConfigurationManager)bearer.ConfigurationManager!
                : first ??= new ConfigurationManager<OpenIdConnectConfiguration>($"{authority}/.well-known/openid-configuration",
                    new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(bearer.Backchannel) { RequireHttps = bearer.RequireHttpsMetadata }));
    }
}
