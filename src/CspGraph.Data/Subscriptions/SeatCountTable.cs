using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Subscriptions;

sealed class SeatCountTable : IEntityTypeConfiguration<SeatCount>
{
    public void Configure(EntityTypeBuilder<SeatCount> count)
    {
        count.ToTable("SeatCounts").HasTenantKey(row => row.Id);
        count.HasOne<CspSubscription>().WithMany().HasForeignKey(row => new { row.TenantId, row.SubscriptionId }).OnDelete(DeleteBehavior.Cascade);
        count.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        count.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.Since }).IsUnique();
        count.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.Since, row.Id });
        count.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.Id });
    }
}
