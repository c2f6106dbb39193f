using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>The roles' names in tokens and commands, and which of them are bound to a reseller.</summary>
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

    /// <summary>Why a role and a scope do not go together, or null when they do. An integration may have either scope.</summary>
    public static string? Mismatch(Role role, bool hasReseller) => role switch
    {
        Role.DistributorAdmin or Role.DistributorAnalyst when hasReseller => "A distributor's role sees the whole tenant and takes no reseller.",
        Role.ResellerAdmin or Role.ResellerAnalyst when !hasReseller => "A reseller's role needs a reseller.",
        _ => null,
    };
}
