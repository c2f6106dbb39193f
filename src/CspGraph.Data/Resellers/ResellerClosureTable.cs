using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Resellers;

sealed class ResellerClosureTable : IEntityTypeConfiguration<ResellerClosure>
{
    public void Configure(EntityTypeBuilder<ResellerClosure> path)
    {
        path.ToTable("ResellerClosure").HasKey(row => new { row.TenantId, row.AncestorId, row.DescendantId, row.ValidFrom });
        path.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.AncestorId }).OnDelete(DeleteBehavior.Restrict);
        path.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.DescendantId }).OnDelete(DeleteBehavior.Restrict);
        path.HasIndex(row => new { row.TenantId, row.AncestorId, row.DescendantId }, "IX_ResellerClosure_Current").IsUnique()
            .HasFilter("ValidTo IS NULL");
        path.HasIndex(row => new { row.TenantId, row.DescendantId, row.Depth });
    }
}
