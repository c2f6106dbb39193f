using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CspGraph.Api.Host.Identity;

/// <summary>Tokens that were validated a moment ago: a client sends the same one with each request, and its signature does not change.</summary>
/// <remarks>The times a token is valid for are looked at each time. What it names is looked up on every request by <see cref="Viewers"/>.</remarks>
sealed class RememberedTokens(TimeProvider clock) : IDisposable
{
    /// <summary>After this a token is validated anew, so that a key that was withdrawn is not trusted for longer.</summary>
    static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);

    /// <summary>Characters of all headers that are kept: some thousands of Entra's tokens.</summary>
    const int MaxCharacters = 8_000_000;

    /// <summary>A longer header is validated each time. The schemes pass over blanks, so a client could make one token's header as long as it likes.</summary>
    const int MaxHeader = 8_000;

    readonly MemoryCache tokens = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <summary>How many are kept.</summary>
    public int Count => tokens.Count;

    public AuthenticateResult? Find(string header) =>
        tokens.TryGetValue(header, out Remembered? remembered) && remembered!.Holds(clock.GetUtcNow()) ? remembered.Result : null;

    /// <summary>Whether a token was valid not long ago, though it may have to be validated anew.</summary>
    public bool Know(string header) => tokens.TryGetValue(header, out _);

    public void Forget(string header) => tokens.Remove(header);

    public void Remember(string header, AuthenticateResult result)
    {
        if (header.Length > MaxHeader) return;
        var now = clock.GetUtcNow();
        var until = now + Trusted;
        if (result.Properties?.ExpiresUtc is { } expires && expires < until) until = expires;
        tokens.Set(header, new Remembered(result, result.Properties?.IssuedUtc ?? now, until), new MemoryCacheEntryOptions { Size = header.Length, SlidingExpiration = Trusted });
    }

    public void Dispose() => tokens.Dispose();

    sealed record Remembered(AuthenticateResult Result, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool Holds(DateTimeOffset now) => From <= now && now < Until;
    }
}

/// <summary>ASP.NET's authentication, which asks the schemes only for tokens that are not remembered. Secrets of API keys are kept by nobody.</summary>
sealed class RememberingAuthentication(
    RememberedTokens tokens, IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transformation, IOptions<AuthenticationOptions> options)
    : AuthenticationService(schemes, handlers, transformation, options)
{
    public override async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        // The header itself is the key: no string is cut out of it. The scheme that is asked first asks another one by this way.
        if (scheme is not Authentication.Scheme || context.Request.Headers.Authorization is not [{ } header]) return await base.AuthenticateAsync(context, scheme);
        if (tokens.Find(header) is { } remembered) return remembered;
        var result = await base.AuthenticateAsync(context, scheme);
        if (result is { Succeeded: true, Principal.Identity: not ApiKeyIdentity }) tokens.Remember(header, result);
        return result;
    }
}
