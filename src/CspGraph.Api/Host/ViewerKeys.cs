using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host;

/// <summary>Names what is kept of a tenant outside of its database. Every name is made from a viewer, so that the tenant cannot be forgotten.</summary>
sealed class ViewerKeys(RedisSettings settings)
{
    public string TenantBudget(Viewer viewer) => $"{Tenant(viewer)}budget";

    public string ClientBudget(Viewer viewer, ClientId client) => $"{Tenant(viewer)}budget:{client.Value}";

    // What is in braces chooses the node of a Redis cluster: one script takes from both budgets of a tenant.
    string Tenant(Viewer viewer) => $"{settings.KeyPrefix}{{{viewer.TenantId}}}:";
}
