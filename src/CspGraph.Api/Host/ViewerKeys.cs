using System.Globalization;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host;

/// <summary>Names what is kept of a tenant outside of its database. Every name is made from a viewer, so that the tenant cannot be forgotten.</summary>
class ViewerKeys(RedisSettings settings)
{
    public string TenantBudget(Viewer viewer) => $"{Tenant(viewer)}budget";

    public string ClientBudget(Viewer viewer, ClientId client) => $"{Tenant(viewer)}budget:{client.Value}";

    /// <summary>An answer: all that decides what is in it. 150 characters or so.</summary>
    /// <param name="viewer">Who asks: the tenant, the subtree, the role and the rights.</param>
    /// <param name="build">Names the schema, and how its fields are computed.</param>
    /// <param name="data">The version of the tenant's data that it is read from.</param>
    /// <param name="day">The tenant's day, for an answer that depends on it.</param>
    /// <param name="operation">What is asked.</param>
    public string Answer(Viewer viewer, BuildId build, DataVersion data, DateOnly? day, PreparedOperation operation) => string.Create(CultureInfo.InvariantCulture,
        $"{Tenant(viewer)}answer:{build.Value}:{data.Number}:{data.Stamp:N}:{viewer.SubtreeRootId:N}:{viewer.RootDepth}:{(int)viewer.Role}.{viewer.Rights.Bits:x}:{day:yyyyMMdd}:{operation.Hash()}");

    /// <summary>A document that a client of the tenant registered.</summary>
    public string Document(Viewer viewer, string hashId) => $"{Tenant(viewer)}document:{hashId}";

    /// <summary>The channel on which it is said that something was told.</summary>
    public string Events(int tenant) => $"{settings.KeyPrefix}{{{tenant}}}:events";

    // What is in braces chooses the node of a Redis cluster: one script takes from both budgets of a tenant. A test takes it away, to see that it is missed.
    protected virtual string Tenant(Viewer viewer) => $"{settings.KeyPrefix}{{{viewer.TenantId}}}:";
}
