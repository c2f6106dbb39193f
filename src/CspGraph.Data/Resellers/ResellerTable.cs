using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Resellers;

sealed class ResellerTable : IEntityTypeConfiguration<Reseller>
{
    public void Configure(EntityTypeBuilder<Reseller> reseller)
    {
        reseller.ToTable("Resellers").HasTenantKey(row => row.Id);
        reseller.Property(row => row.Name).SearchedBy(nameof(Reseller.NameFolded), 200);
        reseller.Property(row => row.NameFolded).HasMaxLength(600);
        reseller.Property(row => row.Country).IsCode(2);
        reseller.Property(row => row.PlaId).IsCode(20);
        reseller.Property(row => row.Reference).IsCode(ResellerKeys.Longest);
        reseller.Property(row => row.PgaId).IsCode(20);
        reseller.Property(row => row.FactDates).HasMaxLength(400);
        reseller.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ParentId }).OnDelete(DeleteBehavior.Restrict);
        reseller.HasIndex(row => new { row.TenantId, row.NameFolded, row.Id });
        reseller.HasIndex(row => new { row.TenantId, row.ParentId, row.Id });
        reseller.HasIndex(row => new { row.TenantId, row.ParentId, row.NameFolded, row.Id });
        reseller.HasIndex(row => new { row.TenantId, row.ParentId, row.OnboardedOn, row.Id });
        reseller.HasIndex(row => new { row.TenantId, row.PlaId }).IsUnique();
        reseller.HasIndex(row => new { row.TenantId, row.Reference }).IsUnique();
        reseller.HasIndex(row => new { row.TenantId, row.OnboardedOn, row.Id });
    }
}
