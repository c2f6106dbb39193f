using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Rows which no dated source wrote: a line's customer and subscription, held by a sub-reseller without a PLA ID under "6034453".</summary>
sealed class UndatedNetwork
{
    public required Reseller Parent { get; init; }
    public required Reseller Sub { get; init; }
    public required Customer Customer { get; init; }
    public required CspSubscription Subscription { get; init; }

    public static async Task<UndatedNetwork> AddToAsync(ImportKit kit, DateTime? asOf = null)
    {
        await using var db = kit.Open();
        Guid Id() => kit.Database.Ids.Next();
        var parent = new Reseller { Id = Id(), Name = "Parent", PlaId = "6034453", Status = ResellerStatus.Active, OnboardedOn = new(2020, 1, 1) };
        var sub = new Reseller { Id = Id(), Name = "Sub", Status = ResellerStatus.Active, ParentId = parent.Id, Depth = 1 };
        var customer = new Customer { Id = Id(), Name = "Seeded", EntraTenantId = Guid.Parse("835a59a7-3172-47b5-bdef-d9cc65f4d0e4"), ResellerId = sub.Id };
        var product = new Product { Id = Id(), ProductId = "CFQ7TTC0HL8W", Name = "Seeded product", Family = ProductFamily.Azure };
        var sku = new Sku { Id = Id(), ProductId = product.Id, SkuId = "0001", CatalogId = $"{product.ProductId}:0001", Name = "Seeded SKU" };
        var subscription = new CspSubscription
        {
            Id = Id(),
            SubscriptionId = Guid.Parse("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"),
            Name = "Seeded subscription",
            CustomerId = customer.Id,
            ResellerId = sub.Id,
            ProductId = product.Id,
            SkuId = sku.Id,
            Quantity = 3,
            UnitPrice = 10,
            Currency = "EUR",
            MonthlyCost = 30,
            BillingCycle = BillingCycle.Monthly,
            Status = SubscriptionStatus.Suspended,
            StartDate = new(2021, 1, 1),
            PartnerOfRecordId = "6034453",
            AsOf = asOf ?? new DateTime(2021, 6, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        db.AddRange(parent, sub, customer, product, sku, subscription,
            new CustomerAgreement { Id = Id(), CustomerId = customer.Id, ResellerId = sub.Id, Status = AgreementStatus.Required });
        await db.SaveChangesAsync();
        return new() { Parent = parent, Sub = sub, Customer = customer, Subscription = subscription };
    }
}
