using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Tenancy;

sealed class IdempotencyRecordTable : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("IdempotencyRecords").HasKey(row => new { row.TenantId, row.Client, row.Key });
        record.Property(row => row.Client).HasMaxLength(22);
        record.Property(row => row.Key).HasMaxLength(IdempotencyRecord.LongestKey);
        record.Property(row => row.InputHash).HasMaxLength(64);
        record.Property(row => row.SelectionHash).HasMaxLength(64);
        record.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(row => new { row.TenantId, row.CreatedAt });
    }
}
