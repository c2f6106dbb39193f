using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>An access token as Microsoft Entra signs it, or with something wrong about it.</summary>
sealed record EntraToken
{
    /// <summary>A person, and an application as it is known in its tenant.</summary>
    public static readonly Guid Person = new("bbbbbbbb-0000-4000-8000-00000000000a");
    public static readonly Guid Service = new("bbbbbbbb-0000-4000-8000-00000000000b");

    /// <summary>The client ids of the program that the person uses, and of the application.</summary>
    public static readonly Guid Program = new("cccccccc-0000-4000-8000-00000000000a");
    public static readonly Guid Daemon = new("cccccccc-0000-4000-8000-00000000000b");

    public required string Issuer { get; init; }
    public required DateTime NotBefore { get; init; }
    public required DateTime? Expires { get; init; }
    public object? Audience { get; init; } = $"{EntraServer.ClientId}";
    public SigningKey Key { get; init; } = SigningKey.One;
    public string? KeyId { get; init; }
    public string Algorithm { get; init; } = SecurityAlgorithms.RsaSha256;
    public required IReadOnlyDictionary<string, object> Claims { get; init; }

    /// <summary>A program that a person has signed in to.</summary>
    public static EntraToken OfPerson(TestServer server, EntraServer entra, Guid? tenant = null) => Of(server, entra, tenant ?? EntraServer.Home, new()
    {
        ["oid"] = $"{Person}",
        ["sub"] = "pairwise",
        ["azp"] = $"{Program}",
        ["scp"] = "access_as_user",
        ["name"] = "Ana Silva",
        ["preferred_username"] = "ana@contoso.example",
    });

    /// <summary>An application that comes for itself.</summary>
    public static EntraToken OfApplication(TestServer server, EntraServer entra, Guid? tenant = null) => Of(server, entra, tenant ?? EntraServer.Home, new()
    {
        ["oid"] = $"{Service}",
        ["sub"] = $"{Service}",
        ["azp"] = $"{Daemon}",
        ["idtyp"] = "app",
    });

    static EntraToken Of(TestServer server, EntraServer entra, Guid tenant, Dictionary<string, object> claims) => new()
    {
        Issuer = entra.IssuerOf($"{tenant}"),
        // Entra's begin five minutes ago.
        NotBefore = server.Clock.GetUtcNow().UtcDateTime.AddMinutes(-5),
        Expires = server.Clock.GetUtcNow().UtcDateTime.AddHours(1),
        Claims = new Dictionary<string, object>(claims) { ["tid"] = $"{tenant}", ["ver"] = "2.0" },
    };

    /// <summary>The same token with another value of a claim; null takes the claim away.</summary>
    public EntraToken With(string claim, object? value)
    {
        var claims = Claims.Where(entry => entry.Key != claim).ToDictionary();
        if (value is not null) claims[claim] = value;
        return this with { Claims = claims };
    }

    public override string ToString() => Sign(new SigningCredentials(new RsaSecurityKey(Key.Rsa) { KeyId = KeyId ?? Key.Id }, Algorithm));

    /// <summary>Signed in another way than by a published key; with null not at all.</summary>
    public string Sign(SigningCredentials? credentials)
    {
        var claims = new Dictionary<string, object>(Claims);
        if (Audience is not null) claims["aud"] = Audience;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            NotBefore = NotBefore,
            Expires = Expires,
            Claims = claims,
            SigningCredentials = credentials,
        });
    }
}
