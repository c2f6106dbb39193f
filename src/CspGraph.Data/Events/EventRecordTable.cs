using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Events;

/// <remarks>In the order of the numbers, as they are written and read. No foreign key leads to what an event tells of: it outlives it.</remarks>
sealed class EventRecordTable : IEntityTypeConfiguration<EventRecord>
{
    public void Configure(EntityTypeBuilder<EventRecord> record)
    {
        record.ToTable("Events").HasKey(row => new { row.TenantId, row.Number });
        record.Property(row => row.Number).ValueGeneratedNever();
        record.Property(row => row.SubjectId).HasMaxLength(40);
        record.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(row => new { row.TenantId, row.Id }).IsUnique();
    }
}
