using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Tenancy;

sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys").HasTenantKey(row => row.Id);
        key.Property(row => row.Name).SearchedBy(nameof(ApiKey.NameFolded), 4 * AccessRules.LongestName);
        key.Property(row => row.NameFolded).HasMaxLength(AccessRules.LongestFoldedName);
        key.Property(row => row.SecretHash).HasMaxLength(64).IsUnicode(false);
        key.Property(row => row.Hint).HasMaxLength(8).IsUnicode(false);
        key.Property(row => row.RightNames).HasMaxLength(200).IsUnicode(false);
        key.Property(row => row.CreatedBy).HasMaxLength(4 * Actor.LongestName);
        key.Property(row => row.Version).IsConcurrencyToken();
        key.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        // Asked by every request with a key, before its tenant is known.
        key.HasIndex(row => row.SecretHash).IsUnique();
        key.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
        key.HasIndex(row => new { row.TenantId, row.ExpiresAt, row.Id });
    }
}
