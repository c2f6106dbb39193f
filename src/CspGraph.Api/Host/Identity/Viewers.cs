using CspGraph.Api.Host.Transport;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Primitives;

namespace CspGraph.Api.Host.Identity;

/// <summary>Makes the caller of a request, and so its viewer, from its verified credential, once. There is no other way to one over HTTP.</summary>
/// <remarks>Tenant and scope are looked up on every request, so a tenant or a reseller that has gone is gone at once.</remarks>
sealed class Viewers(Admissions admissions, TenantDirectory directory, IntrospectionRoles introspection)
{
    /// <summary>Chooses one of the tenants that the credential opens; it can never open another.</summary>
    public const string TenantHeader = "X-Tenant";

    /// <summary>Narrows what is seen to one reseller's subtree; it can never widen it.</summary>
    public const string NarrowingHeader = "X-Reseller";

    public async Task<Attempt<Caller>> OfAsync(HttpContext http)
    {
        var chosen = Choose(await admissions.OfAsync(http.User, http.RequestAborted), http.Request.Headers[TenantHeader]);
        if (!chosen.Succeeded) return chosen.Refusal;
        var admission = chosen.Value;
        if (await ViewerOfAsync(admission, http.RequestAborted) is not { } viewer) return Refusal.TokenInvalid();
        if (http.Request.Headers[NarrowingHeader] is { Count: > 0 } narrowing)
        {
            var narrowed = await NarrowedAsync(viewer, narrowing.ToString(), http.RequestAborted);
            if (!narrowed.Succeeded) return narrowed.Refusal;
            viewer = narrowed.Value;
        }
        return new Caller(viewer, admission.Actor, admission.Client);
    }

    static Attempt<Admission> Choose(IReadOnlyList<Admission> admissions, StringValues header)
    {
        if (admissions is []) return Refusal.TokenInvalid();
        if (header is { Count: > 0 })
            // One answer for a tenant of others and one of nowhere.
            return admissions.SingleOrDefault(admission => admission.Tenant == header.ToString()) is { } named
                ? named
                : Refusal.NotAuthorized($"{TenantHeader} names no tenant that this token opens.");
        return admissions is [var only]
            ? only
            : Refusal.NotAuthorized($"This token opens several tenants: name one of {string.Join(", ", admissions.Select(admission => admission.Tenant).Order(StringComparer.Ordinal))} in {TenantHeader}.");
    }

    /// <summary>Null when the role and the scope do not go together, or the scope is there no more.</summary>
    async ValueTask<Viewer?> ViewerOfAsync(Admission admission, CancellationToken cancellation)
    {
        if (Roles.Mismatch(admission.Role, admission.ResellerId is not null) is not null) return null;
        var viewer = new Viewer(admission.TenantId, admission.Role, SubtreeRootId: null) { Granted = admission.Granted, MayIntrospect = introspection.Hold(admission.Role) };
        if (admission.ResellerId is not { } root) return viewer;
        return await directory.FindDepthAsync(viewer, root, cancellation) is { } depth ? viewer.NarrowedTo(root, depth) : null;
    }

    async Task<Attempt<Viewer>> NarrowedAsync(Viewer viewer, string reseller, CancellationToken cancellation) =>
        ResellerId.Parse(reseller) is { } root
        && await directory.FindDepthAsync(viewer, root, cancellation) is { } depth
            ? viewer.NarrowedTo(root, depth)
            // One answer for a reseller outside the subtree, of another tenant, and of nowhere.
            : Refusal.NotAuthorized($"{NarrowingHeader} names no reseller that this token covers.");
}
