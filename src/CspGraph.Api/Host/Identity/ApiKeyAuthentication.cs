using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CspGraph.Api.Host.Identity;

/// <summary>Tells secrets of API keys from what only looks like one. Whether the key holds is looked up with each request, by <see cref="Admissions"/>.</summary>
sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        BearerToken.Of(Request) is { } secret && ApiKeySecret.HashOf(secret) is { } hash
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ApiKeyIdentity(hash)), SchemeName))
            : AuthenticateResult.Fail("The API key is malformed."));
}

/// <summary>Who knows the secret of this hash.</summary>
sealed class ApiKeyIdentity(string secretHash) : ClaimsIdentity(ApiKeyAuthentication.SchemeName)
{
    public string SecretHash { get; } = secretHash;
}
