using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>The tenant, as the schema calls it.</summary>
sealed class DistributorType : EntityType<Tenant, CspGraphDb, Viewer>
{
    public const char Tag = 'D';

    public DistributorType() : base("Distributor", "Distributors", Tag, "The tenant itself: a distributor, or a direct-bill partner.")
    {
        Column(tenant => tenant.Slug, "Its short name, as in tokens and commands.");
        Column(tenant => tenant.Name, "Its name.");
        Column(tenant => tenant.Kind, "How it sells.");
        Column(tenant => tenant.MicrosoftTenantId, "Its own Microsoft Entra tenant: PartnerId in reconciliation files.");
        Column(tenant => tenant.Country, "Where it is established.").As("CountryCode");
        Column(tenant => tenant.Region, "Its CSP region.");
        Computed<IReadOnlyList<CspRegion>>("authorizedRegions", (tenant, viewer) => AuthorizedRegions.Of(tenant.Region, tenant.FurtherRegions), "The CSP regions in which it may sell: its own, then others of which it keeps the business here too.")
            .OfUpTo(Enum.GetValues<CspRegion>().Length);
        Column(tenant => tenant.ProgrammeStatus, "How far Microsoft lets it transact, as it was recorded.");
    }

    public static readonly EnumType<TenantKind> Kind = new("TenantKind", "How a tenant sells.",
        (TenantKind.Distributor, "Through resellers."),
        (TenantKind.DirectBill, "To its own customers."));

    public static readonly EnumType<ProgrammeStatus> Programme = new("ProgrammeStatus", "How far Microsoft lets the tenant itself transact.",
        (ProgrammeStatus.Active, "Without restriction."),
        (ProgrammeStatus.Restricted, "Nothing new may be bought; what there is stays, and renews by itself."),
        (ProgrammeStatus.Suspended, "What there is may be managed, nothing new may be sold."),
        (ProgrammeStatus.Revoked, "No longer a partner."));
}
