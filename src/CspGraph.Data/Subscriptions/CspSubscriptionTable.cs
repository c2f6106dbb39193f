using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Subscriptions;

sealed class CspSubscriptionTable : IEntityTypeConfiguration<CspSubscription>
{
    public void Configure(EntityTypeBuilder<CspSubscription> subscription)
    {
        subscription.ToTable("Subscriptions").HasTenantKey(row => row.Id);
        subscription.Property(row => row.Name).SearchedBy(nameof(CspSubscription.NameFolded), 250);
        subscription.Property(row => row.NameFolded).HasMaxLength(750);
        subscription.Property(row => row.Currency).IsCode(3);
        subscription.Property(row => row.PartnerOfRecordId).IsCode(20);
        subscription.Property(row => row.PromotionId).IsCode(120);
        subscription.Property(row => row.ScheduledActions).HasMaxLength(2000).IsUnicode(false);
        subscription.Property(row => row.FactDates).HasMaxLength(400);
        subscription.HasOne<Customer>().WithMany().HasForeignKey(row => new { row.TenantId, row.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        subscription.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        subscription.HasOne<Product>().WithMany().HasForeignKey(row => new { row.TenantId, row.ProductId }).OnDelete(DeleteBehavior.Restrict);
        subscription.HasOne<Sku>().WithMany().HasForeignKey(row => new { row.TenantId, row.SkuId }).OnDelete(DeleteBehavior.Restrict);
        subscription.HasIndex(row => new { row.TenantId, row.SubscriptionId }).IsUnique();
        subscription.HasIndex(row => new { row.TenantId, row.PartnerOfRecordId, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId }, "IX_Subscriptions_Unconfirmed").HasFilter("AwaitsConfirmation = 1");
        subscription.HasIndex(row => new { row.TenantId, row.CancellationAllowedUntil, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.NameFolded, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CommitmentEndDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.StartDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.Quantity, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId, row.CommitmentEndDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId, row.NameFolded, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId, row.StartDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.CustomerId, row.Quantity, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.CommitmentEndDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.NameFolded, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.StartDate, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.Quantity, row.Id });
        subscription.HasIndex(row => new { row.TenantId, row.ResellerId, row.Currency, row.Status, row.Quantity, row.MonthlyCost, row.AsOf }, "IX_Subscriptions_Summary");
    }
}
