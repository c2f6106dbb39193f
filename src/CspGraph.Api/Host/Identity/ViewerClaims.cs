namespace CspGraph.Api.Host.Identity;

/// <summary>The claims a viewer is made from.</summary>
static class ViewerClaims
{
    public const string Tenant = "tenant";
    public const string Role = "role";
    public const string Reseller = "reseller";
}
