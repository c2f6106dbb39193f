using System.Text.RegularExpressions;
using CspGraph.Api.Host;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Where Microsoft Partner Center is, and for which tenants it may be asked: what <c>PartnerCenter</c> says.</summary>
/// <param name="BaseUrl">Without a slash at its end.</param>
/// <param name="Authority">Where tokens are issued, without a slash at its end.</param>
/// <param name="Tenants">By the tenant's slug; nobody else's questions are asked.</param>
sealed partial record PartnerCenterSettings(string BaseUrl, string Authority, IReadOnlyDictionary<string, PartnerCenterCredentials> Tenants)
{
    const string Section = "PartnerCenter:";

    public static PartnerCenterSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        return new(Address("BaseUrl", "https://api.partnercenter.microsoft.com"), Address("Authority", "https://login.microsoftonline.com"),
            configuration.GetSection(Section + "Tenants").GetChildren().ToDictionary(tenant => Slug(tenant.Key), ReadCredentials, StringComparer.Ordinal));

        string Address(string key, string otherwise)
        {
            if (configuration[Section + key] is not { Length: > 0 } text) return otherwise;
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && environment.IsDevelopment())
                ? address.GetLeftPart(UriPartial.Authority)
                : throw new StartRefusedException($"{Section}{key} is '{text}'; it must be an https address without a path.");
        }
    }

    // Keys of a configuration are told apart by no case, slugs have one.
    static string Slug(string key) => key.ToLowerInvariant() is var slug && TenantSlug().IsMatch(slug)
        ? slug
        : throw new StartRefusedException($"{Section}Tenants names '{key}'; it must be a tenant's slug: lower-case letters, digits and hyphens.");

    static PartnerCenterCredentials ReadCredentials(IConfigurationSection tenant)
    {
        if (tenant["ClientId"] is not { Length: > 0 } text) throw new StartRefusedException($"{tenant.Path}:ClientId is missing.");
        if (!Guid.TryParse(text, out var client)) throw new StartRefusedException($"{tenant.Path}:ClientId is '{text}'; it must be a GUID.");
        if (tenant["ClientSecret"] is not { Length: > 0 } secret) throw new StartRefusedException($"{tenant.Path}:ClientSecret is missing.");
        return new(client, secret, tenant["RefreshToken"] is { Length: > 0 } refresh ? refresh : null);
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex TenantSlug();
}

/// <summary>The application by which a tenant asks. No record: a record would write its secrets wherever it is written.</summary>
sealed class PartnerCenterCredentials(Guid clientId, string clientSecret, string? refreshToken)
{
    public Guid ClientId => clientId;
    public string ClientSecret => clientSecret;
    /// <summary>The consent of a person who signed in with MFA (Secure Application Model); null where only the application may ask.</summary>
    public string? RefreshToken => refreshToken;
}
