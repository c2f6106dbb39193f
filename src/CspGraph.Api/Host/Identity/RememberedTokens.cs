using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Api.Host.Identity;

/// <summary>Tokens that were validated a moment ago: a client sends the same one with each request, and its signature does not change.</summary>
/// <remarks>The times a token is valid for are looked at each time. What it names is looked up on every request by <see cref="Viewers"/>.</remarks>
sealed class RememberedTokens(TimeProvider clock) : IDisposable
{
    /// <summary>After this a token is validated anew, so that a key that was withdrawn is not trusted for longer.</summary>
    static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);

    const int MaxTokens = 10_000;
    const string Scheme = "Bearer ";

    readonly MemoryCache tokens = new(new MemoryCacheOptions { SizeLimit = MaxTokens });

    /// <summary>Lets a remembered token pass.</summary>
    public Task RecogniseAsync(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.Ordinal)) return Task.CompletedTask;
        // The header itself is the key: no string is cut out of it.
        if (!tokens.TryGetValue(header, out Remembered? remembered) || !remembered!.Holds(clock.GetUtcNow())) return Task.CompletedTask;
        context.Principal = remembered.Principal;
        context.Success();
        return Task.CompletedTask;
    }

    /// <summary>Remembers a token that was found valid.</summary>
    public Task RememberAsync(TokenValidatedContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } header] || context.Principal is not { } principal) return Task.CompletedTask;
        var now = clock.GetUtcNow();
        var from = new DateTimeOffset(context.SecurityToken.ValidFrom, TimeSpan.Zero);
        var until = new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero);
        if (until > now + Trusted) until = now + Trusted;
        tokens.Set(header, new Remembered(principal, from, until), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Trusted });
        return Task.CompletedTask;
    }

    public void Dispose() => tokens.Dispose();

    sealed record Remembered(ClaimsPrincipal Principal, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool Holds(DateTimeOffset now) => From <= now && now < Until;
    }
}
