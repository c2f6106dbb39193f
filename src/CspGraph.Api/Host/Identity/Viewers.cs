using System.Security.Claims;
using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>Makes the caller of a request, and so its viewer, from its verified token, once. There is no other way to one over HTTP.</summary>
/// <remarks>Tenant and scope are looked up on every request, so a tenant or a reseller that has gone is gone at once.</remarks>
sealed class Viewers(TenantDirectory directory, IntrospectionRoles introspection, RefusedCredentials refused)
{
    /// <summary>Narrows what is seen to one reseller's subtree; it can never widen it.</summary>
    public const string NarrowingHeader = "X-Reseller";

    public async Task<Attempt<Caller>> OfAsync(HttpContext http)
    {
        var caller = await OfTokenAsync(http.User, http.RequestAborted);
        if (!caller.Succeeded)
        {
            refused.Add(http);
            return caller;
        }
        var viewer = caller.Value.Viewer with { MayIntrospect = introspection.Hold(caller.Value.Viewer.Role) };
        if (http.Request.Headers[NarrowingHeader] is { Count: > 0 } narrowing)
        {
            var narrowed = await NarrowedAsync(viewer, narrowing.ToString(), http.RequestAborted);
            if (!narrowed.Succeeded) return narrowed.Refusal;
            viewer = narrowed.Value;
        }
        return caller.Value with { Viewer = viewer };
    }

    async Task<Attempt<Caller>> OfTokenAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        var unknown = Refusal.NotAuthenticated("The token names no tenant, role and scope that exist here.");
        if (principal.FindFirstValue(ViewerClaims.Tenant) is not { } slug
            || principal.FindFirstValue(ViewerClaims.Role) is not { } roleName
            || !Roles.ByName.TryGetValue(roleName, out var role))
            return unknown;
        var scope = principal.FindFirstValue(ViewerClaims.Reseller);
        if (AccessRules.Mismatch(role, scope is not null) is not null) return unknown;

        if (await directory.FindAsync(slug, cancellation) is not { } tenant) return unknown;
        var viewer = new Viewer(tenant, role, SubtreeRootId: null);
        if (scope is not null)
        {
            if (ResellerId.Parse(scope) is not { } root || await directory.FindDepthAsync(viewer, root, cancellation) is not { } depth) return unknown;
            viewer = viewer.NarrowedTo(root, depth);
        }
        return new Caller(viewer, new Actor(ActorKind.Development, roleName, "Development token"), ClientId.Of(principal));
    }

    async Task<Attempt<Viewer>> NarrowedAsync(Viewer viewer, string reseller, CancellationToken cancellation) =>
        ResellerId.Parse(reseller) is { } root
        && await directory.FindDepthAsync(viewer, root, cancellation) is { } depth
            ? viewer.NarrowedTo(root, depth)
            // One answer for a reseller outside the subtree, of another tenant, and of nowhere.
            : Refusal.NotAuthorized($"{NarrowingHeader} names no reseller that this token covers.");
}
