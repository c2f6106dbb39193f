using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Demo;

/// <summary>A demo tenant: who it is, where it sells, and how much of it there is.</summary>
/// <remarks>Numbers and Microsoft tenants are fixed, so that the same token and the same file work on every machine. PlaId: MpnId in its reconciliation lines.</remarks>
sealed record DemoTenant(
    int TenantId, string Slug, string Name, TenantKind Kind, string Country, Guid MicrosoftTenantId, string PlaId, string[] Countries,
    decimal TaxRate, Dictionary<DemoSize, DemoVolume> Volumes)
{
    public static readonly DemoTenant[] All =
    [
        new(1, "contoso", "Contoso Distribution", TenantKind.Distributor, "DE", new("c0507050-0001-4d15-8a11-000000000001"), "6030001",
            ["DE", "US", "PT", "AU", "FR", "ZA", "GB", "AE"], TaxRate: 0.19m, new()
            {
                [DemoSize.Small] = new(Resellers: 32, Customers: 220, SubscriptionsPerCustomer: 5),
                [DemoSize.Medium] = new(Resellers: 500, Customers: 20_000, SubscriptionsPerCustomer: 10),
                [DemoSize.Large] = new(Resellers: 5_000, Customers: 200_000, SubscriptionsPerCustomer: 10),
            }),
        new(2, "northwind", "Northwind Distribution", TenantKind.Distributor, "US", new("c0507050-0002-4d15-8a11-000000000002"), "6030002",
            ["US", "GB", "AU", "DE"], TaxRate: 0m, new()
            {
                [DemoSize.Small] = new(Resellers: 12, Customers: 60, SubscriptionsPerCustomer: 5),
                [DemoSize.Medium] = new(Resellers: 60, Customers: 1_000, SubscriptionsPerCustomer: 8),
                [DemoSize.Large] = new(Resellers: 600, Customers: 10_000, SubscriptionsPerCustomer: 8),
            }),
        new(3, "fabrikam", "Fabrikam Cloud Services", TenantKind.DirectBill, "GB", new("c0507050-0003-4d15-8a11-000000000003"), "6030003",
            ["GB", "FR", "PT"], TaxRate: 0.20m, new()
            {
                [DemoSize.Small] = new(Resellers: 0, Customers: 24, SubscriptionsPerCustomer: 4),
                [DemoSize.Medium] = new(Resellers: 0, Customers: 200, SubscriptionsPerCustomer: 6),
                [DemoSize.Large] = new(Resellers: 0, Customers: 2_000, SubscriptionsPerCustomer: 6),
            }),
    ];
}

/// <summary>How many rows a demo tenant gets.</summary>
sealed record DemoVolume(int Resellers, int Customers, int SubscriptionsPerCustomer);
