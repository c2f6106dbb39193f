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
        // 40 and 20 characters, each written as \uXXXX, and SQL Server's 900 bytes for a key.
        fact.Property(row => row.Key).HasMaxLength(450);
        fact.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Cascade);
    }
}
