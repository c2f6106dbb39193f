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
        record.Property(row => row.Currency).IsCode(3);
        record.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(row => new { row.TenantId, row.Id }).IsUnique();
    }
}

/// <remarks>The key is for those that go with their events, the index for a reseller's viewers, who read in the order of the numbers.</remarks>
sealed class EventScopeTable : IEntityTypeConfiguration<EventScope>
{
    public void Configure(EntityTypeBuilder<EventScope> scope)
    {
        scope.ToTable("EventScopes").HasKey(row => new { row.TenantId, row.Number, row.AncestorId });
        scope.HasOne<EventRecord>().WithMany().HasForeignKey(row => new { row.TenantId, row.Number }).OnDelete(DeleteBehavior.Cascade);
        scope.HasIndex(row => new { row.TenantId, row.AncestorId, row.Number });
    }
}
