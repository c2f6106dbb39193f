using System.Security.Claims;
using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Host.Identity;

/// <summary>Makes and validates the tokens that stand in for Entra's during development.</summary>
sealed class DevelopmentTokens(byte[] key, TenantDirectory directory, TimeProvider clock)
{
    public const string Scheme = "Development";
    public const string Issuer = "cspgraph-development";
    public const string Audience = "cspgraph";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    readonly SymmetricSecurityKey signing = new(key);

    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        AuthenticationType = Scheme,
        IssuerSigningKey = signing,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RoleClaimType = ViewerClaims.Role,
        // The handler's own check reads the system's clock.
        LifetimeValidator = (notBefore, expires, _, _) => clock.GetUtcNow().UtcDateTime is var now && notBefore <= now && now < expires,
    };

    /// <summary>A token for a tenant, a role and, for a reseller's role, a reseller of that tenant.</summary>
    public async Task<Attempt<string>> MakeAsync(string tenantSlug, string roleName, string? reseller, CancellationToken cancellation)
    {
        if (!Roles.ByName.TryGetValue(roleName, out var role))
            return Refusal.BadRequest($"'{roleName}' is no role; it must be one of {string.Join(", ", Roles.ByName.Keys)}.");
        if (AccessRules.Mismatch(role, reseller is not null) is { } mismatch)
            return Refusal.BadRequest(mismatch);
        if (await directory.FindAsync(tenantSlug, cancellation) is not { } tenant)
            return Refusal.BadRequest($"There is no tenant '{tenantSlug}'.");
        Guid? resellerId = null;
        if (reseller is not null)
        {
            resellerId = ResellerId.Parse(reseller);
            if (resellerId is not { } id || await directory.FindDepthAsync(new Viewer(tenant, role, id), id, cancellation) is null)
                return Refusal.BadRequest($"'{reseller}' is no reseller of '{tenantSlug}'.");
        }
        return Sign(tenantSlug, roleName, resellerId);
    }

    string Sign(string tenant, string role, Guid? reseller)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new ClaimsIdentity([new(ViewerClaims.Tenant, tenant), new(ViewerClaims.Role, role)]);
        if (reseller is { } id) claims.AddClaim(new(ViewerClaims.Reseller, id.ToString()));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = claims,
            SigningCredentials = new(signing, SecurityAlgorithms.HmacSha256),
        });
    }
}
