using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Tenancy;

sealed class TenantTable : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> tenant)
    {
        tenant.ToTable("Tenants").HasKey(row => row.TenantId);
        tenant.Property(row => row.TenantId).ValueGeneratedNever();
        tenant.HasIndex(row => row.Id).IsUnique();
        tenant.HasIndex(row => row.Slug).IsUnique();
        tenant.Property(row => row.Slug).HasMaxLength(40);
        tenant.Property(row => row.Name).HasMaxLength(200);
        tenant.Property(row => row.Country).HasMaxLength(2);
        tenant.Property(row => row.FurtherRegions).HasMaxLength(600).IsUnicode(false);
    }
}
