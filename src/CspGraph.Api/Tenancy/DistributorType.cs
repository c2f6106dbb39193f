using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>The tenant, as the schema calls it.</summary>
sealed class DistributorType : EntityType<Tenant, CspGraphDb, Viewer>
{
    public DistributorType() : base("Distributor", "Distributors", 'D', "The tenant itself: a distributor, or a direct-bill partner.")
    {
        Column(tenant => tenant.Slug, "Its short name, as in tokens and commands.");
        Column(tenant => tenant.Name, "Its name.");
        Column(tenant => tenant.Kind, "How it sells.");
        Column(tenant => tenant.MicrosoftTenantId, "Its own Microsoft Entra tenant: PartnerId in reconciliation files.");
        Column(tenant => tenant.Country, "Where it is established.").As("CountryCode");
        Column(tenant => tenant.Region, "Its CSP region.");
    }

    public static readonly EnumType<TenantKind> Kind = new("TenantKind", "How a tenant sells.",
        (TenantKind.Distributor, "Through resellers."),
        (TenantKind.DirectBill, "To its own customers."));
}
