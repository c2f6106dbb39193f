using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Pricing;

sealed class PriceSheetTable : IEntityTypeConfiguration<PriceSheet>
{
    public void Configure(EntityTypeBuilder<PriceSheet> sheet)
    {
        sheet.ToTable("PriceSheets").HasTenantKey(row => row.Id);
        sheet.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
