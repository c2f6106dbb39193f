using CspGraph.Domain.PartnerOfRecord;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.PartnerOfRecord;

sealed class PartnerOfRecordPolicyTable : IEntityTypeConfiguration<PartnerOfRecordPolicy>
{
    public void Configure(EntityTypeBuilder<PartnerOfRecordPolicy> policy)
    {
        policy.ToTable("PartnerOfRecordPolicies").HasTenantKey(row => row.Id);
        policy.Property(row => row.Treatments).HasMaxLength(600).IsUnicode(false);
        policy.Property(row => row.Version).IsConcurrencyToken();
        // One row at most.
        policy.HasIndex(row => row.TenantId).IsUnique();
    }
}
