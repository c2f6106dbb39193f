using System.Security.Claims;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who a validated access token of Microsoft Entra says it is: read from its claims once.</summary>
sealed class EntraIdentity : ClaimsIdentity
{
    EntraIdentity(ClaimsIdentity token, Guid tenantId, string objectId, bool isApplication) : base(token.Claims, EntraTokens.Scheme)
    {
        EntraTenantId = tenantId;
        ObjectId = objectId;
        IsApplication = isApplication;
        // azp in tokens of the second version, appid in those of the first.
        ProgramId = (Only(token, "azp") ?? Only(token, "appid"))?.ToLowerInvariant();
        AppRoles = [.. token.FindAll("roles").Select(role => role.Value)];
        PersonName = Only(token, "name") ?? Only(token, "preferred_username");
    }

    /// <summary>The Entra tenant that signed the token: it has been held against the issuer.</summary>
    public Guid EntraTenantId { get; }

    /// <summary>The person, or the application as it is known in the tenant: a GUID in lower case.</summary>
    public string ObjectId { get; }

    /// <summary>True when an application comes for itself, false when it comes for a person.</summary>
    public bool IsApplication { get; }

    /// <summary>The program that asked for the token, whoever it comes for: a GUID in lower case.</summary>
    public string? ProgramId { get; }

    /// <summary>What the tenant assigned to the person or the application.</summary>
    public IReadOnlyList<string> AppRoles { get; }

    public string? PersonName { get; }

    /// <summary>Null for what is no access token: an ID token is meant for the same audience, and proves nothing to an API.</summary>
    /// <param name="token">Claims that were validated.</param>
    /// <param name="scopes">Of these a person must have agreed to one.</param>
    public static EntraIdentity? Of(ClaimsIdentity token, IReadOnlyList<string> scopes)
    {
        if (!Guid.TryParse(Only(token, "tid"), out var tenant) || !Guid.TryParse(Only(token, "oid"), out var principal)) return null;
        var (scope, kind) = (Only(token, "scp"), Only(token, "idtyp"));
        var isApplication = scope is null && (kind is "app" || kind is null && Guid.TryParse(Only(token, "sub"), out var subject) && subject == principal);
        var isDelegated = scope is not null && kind is not "app" && scope.Split(' ').Any(scopes.Contains);
        return isApplication || isDelegated ? new(token, tenant, $"{principal}", isApplication) : null;
    }

    /// <summary>A claim's value; null when there is none, or more than one.</summary>
    static string? Only(ClaimsIdentity token, string type) => token.FindAll(type).Take(2).ToList() is [var claim] ? claim.Value : null;
}
