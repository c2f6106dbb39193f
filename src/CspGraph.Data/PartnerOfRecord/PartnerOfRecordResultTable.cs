using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.PartnerOfRecord;

sealed class PartnerOfRecordResultTable : IEntityTypeConfiguration<PartnerOfRecordResult>
{
    public void Configure(EntityTypeBuilder<PartnerOfRecordResult> result)
    {
        result.ToTable("PartnerOfRecordResults").HasTenantKey(row => row.Id);
        result.Property(row => row.UpstreamCode).IsCode(PartnerOfRecordResult.LongestCode);
        result.Property(row => row.UpstreamText).HasMaxLength(4 * PartnerOfRecordResult.LongestText);
        result.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        // The newest answer to each condition.
        result.HasIndex(row => new { row.TenantId, row.ResellerId, row.Rule }, "IX_PartnerOfRecordResults_Current").IsUnique().HasFilter("SupersededAt IS NULL");
        result.HasIndex(row => new { row.TenantId, row.ResellerId, row.CheckedAt, row.Id });
        result.HasIndex(row => new { row.TenantId, row.ResellerId, row.Id });
    }
}
