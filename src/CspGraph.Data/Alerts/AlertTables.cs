using CspGraph.Domain.Alerts;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Alerts;

/// <remarks>No foreign key leads to what an alert is about: it outlives it.</remarks>
sealed class AlertTable : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> alert)
    {
        alert.ToTable("Alerts").HasTenantKey(row => row.Id);
        alert.Property(row => row.Currency).IsCode(3);
        alert.Property(row => row.Owner).HasMaxLength(200);
        alert.Property(row => row.Version).IsConcurrencyToken();
        alert.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        alert.HasIndex(row => new { row.TenantId, row.SubjectKey, row.Kind, row.EntitlementId, row.Day, row.Currency }).IsUnique();
        alert.HasIndex(row => new { row.TenantId, row.Kind, row.Status, row.Day });
        alert.HasIndex(row => new { row.TenantId, row.ToldAt, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.Day, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.ResellerId, row.ToldAt, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.CustomerId, row.ToldAt, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.CustomerId, row.Day, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.ToldAt, row.Id });
        alert.HasIndex(row => new { row.TenantId, row.SubscriptionId, row.Day, row.Id });
    }
}

sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices").HasKey(row => new { row.TenantId, row.Kind, row.Day, row.SubjectKey, row.EntitlementId, row.Threshold, row.Currency });
        notice.Property(row => row.Currency).HasMaxLength(3).IsUnicode(false);
        notice.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class WatchPolicyTable : IEntityTypeConfiguration<WatchPolicy>
{
    public void Configure(EntityTypeBuilder<WatchPolicy> policy)
    {
        policy.ToTable("WatchPolicies").HasTenantKey(row => row.Id);
        policy.Property(row => row.RenewalDays).HasMaxLength(100).IsUnicode(false);
        policy.Property(row => row.Version).IsConcurrencyToken();
        // One row at most.
        policy.HasIndex(row => row.TenantId).IsUnique();
    }
}
