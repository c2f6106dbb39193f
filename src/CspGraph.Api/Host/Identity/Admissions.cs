using System.Numerics;
using System.Security.Claims;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>A tenant that a credential opens, as what, and how far.</summary>
/// <param name="TenantId">The tenant's number.</param>
/// <param name="Tenant">Its short name.</param>
/// <param name="Role">What the caller is to it.</param>
/// <param name="ResellerId">The root of what is seen; null for the whole tenant.</param>
/// <param name="Granted">The rights of an integration, where they were given one by one.</param>
/// <param name="Actor">Who it is.</param>
/// <param name="Client">Whose budget it is.</param>
/// <param name="ExpiresAt">When the credential ends by itself, in UTC.</param>
sealed record Admission(int TenantId, string Tenant, Role Role, Guid? ResellerId, RightSet? Granted, Actor Actor, ClientId Client, DateTime? ExpiresAt);

/// <summary>Finds what a verified credential opens: of each tenant, and of each scope within it, one admission at most; the one that holds where a request does not choose comes first. It is looked up for every request, so that what was taken away is gone at once.</summary>
sealed partial class Admissions(TenantDirectory directory, TimeProvider clock, ILogger<Admissions> log)
{
    public async ValueTask<IReadOnlyList<Admission>> OfAsync(ClaimsPrincipal principal, DateTime? expiresAt, CancellationToken cancellation) => principal.Identity switch
    {
        ApiKeyIdentity key => await OfKeyAsync(key, cancellation),
        EntraIdentity entra => await OfEntraAsync(entra, ClientId.Of(principal), expiresAt, cancellation),
        ClaimsIdentity { AuthenticationType: DevelopmentTokens.Scheme } token => await OfDevelopmentAsync(token, ClientId.Of(principal), expiresAt, cancellation),
        _ => [],
    };

    async ValueTask<IReadOnlyList<Admission>> OfKeyAsync(ApiKeyIdentity identity, CancellationToken cancellation) =>
        await directory.FindApiKeyAsync(identity.SecretHash, clock.GetUtcNow().UtcDateTime, cancellation) is { } key
            ? [new(key.TenantId, key.Tenant, Role.Integration, key.ResellerId, RightSet.Parse(key.RightNames), new Actor(ActorKind.ApiKey, $"{key.Id}", key.Name), ClientId.OfKey(key.Id), key.ExpiresAt)]
            : [];

    async ValueTask<IReadOnlyList<Admission>> OfEntraAsync(EntraIdentity identity, ClientId client, DateTime? expiresAt, CancellationToken cancellation)
    {
        // For itself an application is also known by its own id. Who comes with a person has that person's rights, and none of the application's.
        List<(PrincipalKind Kind, string Id)> names = [(PrincipalKind.ObjectId, identity.ObjectId), .. identity.AppRoles.Select(role => (PrincipalKind.AppRole, role))];
        if (identity is { IsApplication: true, ProgramId: { } program }) names.Add((PrincipalKind.ApplicationId, program));
        var found = await directory.FindMembershipsAsync(identity.EntraTenantId, [.. names.Select(name => name.Id)], cancellation);
        List<Admission> admissions = [.. found.Where(membership => names.Contains((membership.PrincipalKind, membership.PrincipalId)))
            .GroupBy(membership => membership.TenantId).OrderBy(tenant => tenant.Min(membership => membership.CreatedAt)).ThenBy(tenant => tenant.Key)
            .SelectMany(tenant => tenant.GroupBy(membership => membership.ResellerId).OrderBy(scope => scope.Key is not null).ThenBy(scope => scope.Min(membership => membership.CreatedAt)).ThenBy(scope => scope.Key))
            .Select(MostSpecific)
            .Select(membership => new Admission(membership.TenantId, membership.Tenant, membership.Role, membership.ResellerId, Granted(membership), ActorOf(identity, membership), client, expiresAt))];
        if (admissions is []) NoMember(identity.EntraTenantId, string.Join(", ", names));
        return admissions;
    }

    async ValueTask<IReadOnlyList<Admission>> OfDevelopmentAsync(ClaimsIdentity token, ClientId client, DateTime? expiresAt, CancellationToken cancellation)
    {
        var (slug, roleName, scope) = (token.FindFirst(ViewerClaims.Tenant)?.Value, token.FindFirst(ViewerClaims.Role)?.Value, token.FindFirst(ViewerClaims.Reseller)?.Value);
        if (slug is null || roleName is null || !Roles.ByName.TryGetValue(roleName, out var role)) return [];
        var reseller = scope is null ? null : ResellerId.Parse(scope);
        if (scope is not null && reseller is null) return [];
        return await directory.FindAsync(slug, cancellation) is { } tenant
            ? [new(tenant, slug, role, reseller, Granted: null, new Actor(ActorKind.Development, roleName, "Development token"), client, expiresAt)]
            : [];
    }

    /// <summary>Of one scope: what names the principal itself comes before what names its program, and that before a role that it shares with others. Of several app roles the one that lets most be done.</summary>
    static FoundMembership MostSpecific(IEnumerable<FoundMembership> memberships) => memberships
        .OrderBy(membership => membership.PrincipalKind)
        .ThenByDescending(membership => BitOperations.PopCount((uint)(Granted(membership) ?? RightSet.Of(membership.Role)).Bits))
        .ThenBy(membership => membership.Role).ThenBy(membership => membership.PrincipalId, StringComparer.Ordinal).First();

    static RightSet? Granted(FoundMembership membership) =>
        membership is { Role: Role.Integration, RightNames: { } names } ? RightSet.Parse(names) : null;

    static Actor ActorOf(EntraIdentity identity, FoundMembership membership) => identity.IsApplication
        ? new Actor(ActorKind.Application, identity.ProgramId ?? identity.ObjectId, membership.Name)
        : new Actor(ActorKind.Person, identity.ObjectId, identity.PersonName);

    /// <summary>What an operator needs to let somebody in. Who asks is not told.</summary>
    [LoggerMessage(LogLevel.Information, "A valid token of the Entra tenant {EntraTenant} opens no tenant: there is no membership of {Names}.")]
    partial void NoMember(Guid entraTenant, string names);
}
