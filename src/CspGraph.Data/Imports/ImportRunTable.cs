using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Imports;

sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("ImportRuns").HasTenantKey(row => row.Id);
        run.Property(row => row.FileName).HasMaxLength(260);
        run.Property(row => row.ContentHash).HasMaxLength(64);
        run.Property(row => row.Owner).HasMaxLength(300);
        run.HasIndex(row => new { row.TenantId, row.StartedAt, row.Id });
        run.HasIndex(row => new { row.TenantId, row.Kind, row.ContentHash });
    }
}
