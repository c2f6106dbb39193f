using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Subscriptions;

sealed class ContractedMinimumTable : IEntityTypeConfiguration<ContractedMinimum>
{
    public void Configure(EntityTypeBuilder<ContractedMinimum> minimum)
    {
        minimum.ToTable("ContractedMinimums").HasTenantKey(row => row.Id);
        minimum.Property(row => row.FactDates).HasMaxLength(400);
        minimum.HasOne<CspSubscription>().WithMany().HasForeignKey(row => new { row.TenantId, row.SubscriptionId }).OnDelete(DeleteBehavior.Restrict);
        minimum.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        minimum.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.StartsOn }).IsUnique();
        minimum.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.StartsOn, row.Id });
        minimum.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.Id });
    }
}
