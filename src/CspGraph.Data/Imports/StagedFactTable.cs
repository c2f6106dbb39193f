using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Imports;

sealed class StagedFactTable : IEntityTypeConfiguration<StagedFact>
{
    public void Configure(EntityTypeBuilder<StagedFact> fact)
    {
        fact.ToTable("StagedFacts").HasKey(row => new { row.TenantId, row.ImportRunId, row.Noun, row.Key, row.Sequence });
        fact.Property(row => row.Noun).HasMaxLength(16);
        // The longest is a SKU's: 60 characters of up to three bytes, each byte two digits.
        fact.Property(row => row.Key).HasMaxLength(400);
        fact.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Cascade);
    }
}
