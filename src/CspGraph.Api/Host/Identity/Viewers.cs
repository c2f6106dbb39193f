using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.AspNetCore.Authentication;

namespace CspGraph.Api.Host.Identity;

/// <summary>Makes the caller of a request, and so its viewer, from its verified credential, once. There is no other way to one over HTTP.</summary>
/// <remarks>Tenant and scope are looked up on every request, so a tenant or a reseller that has gone is gone at once.</remarks>
sealed class Viewers(Admissions admissions, TenantDirectory directory, IntrospectionRoles introspection, RefusedCredentials refused)
{
    /// <summary>Chooses one of the tenants that the credential opens; it can never open another.</summary>
    public const string TenantHeader = "X-Tenant";

    /// <summary>Narrows what is seen to one reseller's subtree; it can never widen it.</summary>
    public const string NarrowingHeader = "X-Reseller";

    /// <param name="http">The request.</param>
    /// <param name="isPresented">False where a credential is only looked at again: nobody is guessing with it.</param>
    public async Task<Attempt<Caller>> OfAsync(HttpContext http, bool isPresented = true)
    {
        var opened = await OpenAsync(await admissions.OfAsync(http.User, TokenExpiry(http), http.RequestAborted), http.RequestAborted);
        if (opened is [])
        {
            if (isPresented) refused.Add(http);
            return Refusal.TokenInvalid();
        }
        if (http.User.Identity is ApiKeyIdentity key) refused.Took(key);
        // Without the header the tenant that was opened first: what others open later changes nothing for a client that is at work.
        var tenant = http.Request.Headers[TenantHeader] is { Count: > 0 } named ? named.ToString() : opened[0].Admission.Tenant;
        opened.RemoveAll(way => way.Admission.Tenant != tenant);
        // One answer for a tenant of others and one of nowhere.
        if (opened is []) return Refusal.NotAuthorized($"{TenantHeader} names no tenant that this token opens.");
        var (admission, viewer) = opened[0];
        if (http.Request.Headers[NarrowingHeader] is not { Count: > 0 } narrowing) return new Caller(viewer, admission.Actor, admission.Client, admission.ExpiresAt);
        var narrowed = new List<Caller>();
        foreach (var (way, seen) in opened)
            if (await NarrowedAsync(seen, narrowing.ToString(), http.RequestAborted) is { } less) narrowed.Add(new(less, way.Actor, way.Client, way.ExpiresAt));
        // Of several that cover it the one that may do most: being let in by somebody else takes nothing away.
        if (narrowed.MaxBy(caller => caller.Viewer.Rights.Count()) is { } most) return most;
        // One answer for a reseller outside the subtree, of another tenant, and of nowhere.
        return Refusal.NotAuthorized($"{NarrowingHeader} names no reseller that this token covers.");
    }

    /// <summary>As the scheme that judged the token has read it; null for API keys, which are looked up.</summary>
    static DateTime? TokenExpiry(HttpContext http) => http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc?.UtcDateTime;

    /// <summary>What still opens something: neither has its scope gone, nor does its role not go with it.</summary>
    async ValueTask<List<(Admission Admission, Viewer Viewer)>> OpenAsync(IReadOnlyList<Admission> found, CancellationToken cancellation)
    {
        var opened = new List<(Admission, Viewer)>();
        foreach (var admission in found)
            if (await ViewerOfAsync(admission, cancellation) is { } viewer) opened.Add((admission, viewer));
        return opened;
    }

    async ValueTask<Viewer?> ViewerOfAsync(Admission admission, CancellationToken cancellation)
    {
        if (AccessRules.Mismatch(admission.Role, admission.ResellerId is not null) is not null) return null;
        var viewer = new Viewer(admission.TenantId, admission.Role, SubtreeRootId: null) { Granted = admission.Granted, MayIntrospect = introspection.Hold(admission.Role) };
        if (admission.ResellerId is not { } root) return viewer;
        return await directory.FindDepthAsync(viewer, root, cancellation) is { } depth ? viewer.NarrowedTo(root, depth) : null;
    }

    async ValueTask<Viewer?> NarrowedAsync(Viewer viewer, string reseller, CancellationToken cancellation) =>
        ResellerId.Parse(reseller) is { } root && await directory.FindDepthAsync(viewer, root, cancellation) is { } depth ? viewer.NarrowedTo(root, depth) : null;
}
