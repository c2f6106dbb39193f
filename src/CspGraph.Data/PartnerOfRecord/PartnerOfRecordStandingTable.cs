using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.PartnerOfRecord;

sealed class PartnerOfRecordStandingTable : IEntityTypeConfiguration<PartnerOfRecordStanding>
{
    public void Configure(EntityTypeBuilder<PartnerOfRecordStanding> standing)
    {
        standing.ToTable("PartnerOfRecordStandings").HasTenantKey(row => row.Id);
        standing.Property(row => row.PlaId).IsCode(20);
        standing.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        standing.HasIndex(row => new { row.TenantId, row.ResellerId }).IsUnique();
    }
}
