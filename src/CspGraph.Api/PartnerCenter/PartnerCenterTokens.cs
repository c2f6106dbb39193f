using System.Collections.Concurrent;
using System.Text.Json;
using CspGraph.Api.PartnerOfRecord;

namespace CspGraph.Api.PartnerCenter;

/// <summary>The tokens by which tenants ask Partner Center, each kept until shortly before it expires.</summary>
/// <remarks>
/// MSAL would do as much, but takes neither the application's clock nor an authority on loopback. A refresh token that Entra gives in
/// return is used from then on, by this process: the one that is configured ages meanwhile, and expires 90 days after it was issued.
/// </remarks>
sealed class PartnerCenterTokens(PartnerCenterHttp http, PartnerCenterSettings settings, TimeProvider clock)
{
    const string Scope = "https://api.partnercenter.microsoft.com/.default";

    /// <summary>A token is renewed so long before it expires, or after half of its life where that is less.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<(AskingTenant Tenant, bool OfPerson), Kept> kept = [];

    /// <param name="tenant">One that the settings name.</param>
    /// <param name="ofPerson">For what the application alone may not ask; only where there is a refresh token.</param>
    /// <param name="cancellation">Of this caller alone.</param>
    public async Task<string> OfAsync(AskingTenant tenant, bool ofPerson, CancellationToken cancellation)
    {
        var entry = kept.GetOrAdd((tenant, ofPerson), _ => new Kept());
        // All who ask at the same time wait for one request; if it fails, or its caller gives up, the next one tries by itself.
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            if (entry.Token is { } token && clock.GetUtcNow() < entry.RenewAt) return token;
            return await RenewAsync(entry, tenant, ofPerson, cancellation);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Partner Center does not take it any more.</summary>
    public void Forget(AskingTenant tenant, bool ofPerson, string refused)
    {
        if (kept.TryGetValue((tenant, ofPerson), out var entry) && entry.Token == refused) entry.Token = null;
    }

    async Task<string> RenewAsync(Kept entry, AskingTenant tenant, bool ofPerson, CancellationToken cancellation)
    {
        var credentials = settings.Tenants[tenant.Slug];
        var form = new Dictionary<string, string>
        {
            ["client_id"] = $"{credentials.ClientId}",
            ["client_secret"] = credentials.ClientSecret,
            ["scope"] = Scope,
            ["grant_type"] = ofPerson ? "refresh_token" : "client_credentials",
        };
        List<string> secrets = [credentials.ClientSecret];
        if (ofPerson)
        {
            form["refresh_token"] = entry.RefreshToken ?? credentials.RefreshToken!;
            secrets.Add(form["refresh_token"]);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{settings.Authority}/{tenant.MicrosoftTenantId}/oauth2/v2.0/token") { Content = new FormUrlEncodedContent(form) };
        var asked = clock.GetUtcNow();
        var issued = await http.AskAsync(request, Read, secrets, cancellation);
        (entry.Token, entry.RenewAt, entry.RefreshToken) = (issued.Token, asked + Lasting(issued.Life), issued.RefreshToken ?? entry.RefreshToken);
        return issued.Token;
    }

    static TimeSpan Lasting(TimeSpan life) => life - (life / 2 < Margin ? life / 2 : Margin);

    static Issued Read(JsonElement body)
    {
        var token = PartnerCenterJson.Required(body, "access_token");
        if (token.Any(letter => letter is <= ' ' or > '~')) throw new FormatException("access_token could be no header.");
        var seconds = PartnerCenterJson.Number(body, "expires_in") ?? throw new FormatException("expires_in is missing.");
        return new(token, TimeSpan.FromSeconds(seconds), PartnerCenterJson.Optional(body, "refresh_token") is { Length: > 0 } refresh ? refresh : null);
    }

    readonly record struct Issued(string Token, TimeSpan Life, string? RefreshToken);

    sealed class Kept
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public string? Token { get; set; }
        public DateTimeOffset RenewAt { get; set; }
        public string? RefreshToken { get; set; }
    }
}
