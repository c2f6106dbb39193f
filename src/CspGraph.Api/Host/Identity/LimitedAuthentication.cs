using CspGraph.Api.Host.Transport;
using Microsoft.AspNetCore.Authentication;

namespace CspGraph.Api.Host.Identity;

/// <summary>ASP.NET's authentication between a look at the failures of the client's address and the counting of another.</summary>
static class LimitedAuthentication
{
    public static void UseLimitedAuthentication(this IApplicationBuilder app)
    {
        var refused = app.ApplicationServices.GetRequiredService<RefusedCredentials>();
        app.Use((http, next) => refused.SecondsToWait(http) is { } seconds
            ? Refusal.RateLimited($"Too many tokens or keys from this address were refused. The next one is looked at in {seconds} s.", seconds).WriteAsync(http)
            : next(http));
        app.UseAuthentication();
        app.Use((http, next) => HasCredential(http) && http.User.Identity is not { IsAuthenticated: true } ? CountAsync(http, next, refused) : next(http));
    }

    static async Task CountAsync(HttpContext http, RequestDelegate next, RefusedCredentials refused)
    {
        // ASP.NET keeps only a success for others to see; asked again, a scheme repeats what it said. One that broke down has thrown.
        // While Entra's keys cannot be read nothing is known of its tokens.
        if ((await http.AuthenticateAsync()).Failure is not null && http.Features.Get<EntraUnavailableException>() is null) refused.Add(http);
        await next(http);
    }

    static bool HasCredential(HttpContext http) => http.Request.Headers.Authorization.Count > 0;
}
