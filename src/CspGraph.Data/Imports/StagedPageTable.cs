using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Imports;

sealed class StagedPageTable : IEntityTypeConfiguration<StagedPage>
{
    public void Configure(EntityTypeBuilder<StagedPage> page)
    {
        page.ToTable("StagedPages").HasKey(row => new { row.TenantId, row.ImportRunId, row.Noun, row.Pile, row.Page });
        page.Property(row => row.Noun).HasMaxLength(16);
        page.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Cascade);
    }
}
