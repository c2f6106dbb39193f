using System.Security.Claims;
using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>Makes the viewer of a request from its verified token, once. There is no other way to one over HTTP.</summary>
/// <remarks>Tenant and scope are looked up on every request, so a tenant or a reseller that has gone is gone at once.</remarks>
sealed class Viewers(TenantDirectory directory, IntrospectionRoles introspection, RefusedCredentials refused)
{
    /// <summary>Narrows what is seen to one reseller's subtree; it can never widen it.</summary>
    public const string NarrowingHeader = "X-Reseller";

    public async Task<Attempt<Viewer>> OfAsync(HttpContext http)
    {
        var viewer = await OfTokenAsync(http.User, http.RequestAborted);
        if (!viewer.Succeeded) refused.Add(http);
        if (viewer.Succeeded && introspection.Hold(viewer.Value.Role)) viewer = viewer.Value with { MayIntrospect = true };
        if (!viewer.Succeeded || http.Request.Headers[NarrowingHeader] is not { Count: > 0 } narrowing) return viewer;
        return await NarrowedAsync(viewer.Value, narrowing.ToString(), http.RequestAborted);
    }

    async Task<Attempt<Viewer>> OfTokenAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        var unknown = Refusal.NotAuthenticated("The token names no tenant, role and scope that exist here.");
        if (principal.FindFirstValue(ViewerClaims.Tenant) is not { } slug
            || principal.FindFirstValue(ViewerClaims.Role) is not { } roleName
            || !Roles.ByName.TryGetValue(roleName, out var role))
            return unknown;
        var scope = principal.FindFirstValue(ViewerClaims.Reseller);
        if (Roles.Mismatch(role, scope is not null) is not null) return unknown;

        if (await directory.FindAsync(slug, cancellation) is not { } tenant) return unknown;
        if (scope is null) return new Viewer(tenant, role, SubtreeRootId: null);
        return ResellerId.Parse(scope) is { } root && new Viewer(tenant, role, root) is var viewer && await directory.HoldsAsync(viewer, root, cancellation)
            ? viewer
            : unknown;
    }

    async Task<Attempt<Viewer>> NarrowedAsync(Viewer viewer, string reseller, CancellationToken cancellation) =>
        ResellerId.Parse(reseller) is { } root
        && await directory.HoldsAsync(viewer, root, cancellation)
            ? viewer with { SubtreeRootId = root }
            // One answer for a reseller outside the subtree, of another tenant, and of nowhere.
            : Refusal.NotAuthorized($"{NarrowingHeader} names no reseller that this token covers.");
}
