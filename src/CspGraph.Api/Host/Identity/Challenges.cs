using CspGraph.Api.Host.Transport;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CspGraph.Api.Host.Identity;

/// <summary>Answers whoever brings no credential that holds. The same GraphQL-shaped answer whatever is wrong with it: why is the log's business.</summary>
sealed class Challenges : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context) : RefusalOf(context).WriteAsync(context);

    static Refusal RefusalOf(HttpContext http)
    {
        if (http.Features.Get<EntraUnavailableException>() is not null) return Refusal.TokenUndecided(http.TraceIdentifier, EntraMetadata.Pause);
        return http.Request.Headers.Authorization.Count == 0 ? Refusal.TokenMissing() : Refusal.TokenInvalid();
    }
}
