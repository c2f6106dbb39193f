using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Resellers;

sealed class ResellerPlacementTable : IEntityTypeConfiguration<ResellerPlacement>
{
    public void Configure(EntityTypeBuilder<ResellerPlacement> placement)
    {
        placement.ToTable("ResellerPlacements").HasKey(row => new { row.TenantId, row.ResellerId, row.StatedAt });
        placement.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        placement.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ParentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
