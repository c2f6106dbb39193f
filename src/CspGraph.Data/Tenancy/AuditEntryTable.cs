using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Tenancy;

/// <remarks>No foreign key leads to what an entry tells of: it outlives it. That nothing is changed or taken away is the migrations' trigger.</remarks>
sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries").HasTenantKey(row => row.Id);
        entry.Property(row => row.ActorId).SearchedBy(nameof(AuditEntry.ActorIdFolded), Actor.LongestId);
        entry.Property(row => row.ActorIdFolded).HasMaxLength(3 * Actor.LongestId);
        entry.Property(row => row.ActorName).HasMaxLength(4 * Actor.LongestName);
        entry.Property(row => row.Action).SearchedBy(nameof(AuditEntry.ActionFolded), 60);
        entry.Property(row => row.ActionFolded).HasMaxLength(60);
        entry.Property(row => row.Code).IsCode(60);
        entry.Property(row => row.SubjectId).HasMaxLength(40);
        entry.Property(row => row.CorrelationId).HasMaxLength(64);
        entry.HasIndex(row => new { row.TenantId, row.RecordedAt, row.Id });
        entry.HasIndex(row => new { row.TenantId, row.SubjectId, row.Id });
        entry.HasIndex(row => new { row.TenantId, row.ActorIdFolded, row.Id });
    }
}
