using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>The roles' names in tokens and commands.</summary>
static class Roles
{
    public static readonly IReadOnlyDictionary<string, Role> ByName = new Dictionary<string, Role>
    {
        ["DISTRIBUTOR_ADMIN"] = Role.DistributorAdmin,
        ["DISTRIBUTOR_ANALYST"] = Role.DistributorAnalyst,
        ["RESELLER_ADMIN"] = Role.ResellerAdmin,
        ["RESELLER_ANALYST"] = Role.ResellerAnalyst,
        ["INTEGRATION"] = Role.Integration,
    };
}
