using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Tenancy;

sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("Memberships").HasTenantKey(row => row.Id);
        membership.Property(row => row.PrincipalId).SearchedBy(nameof(Membership.PrincipalIdFolded), Membership.LongestPrincipalId);
        membership.Property(row => row.PrincipalIdFolded).HasMaxLength(3 * Membership.LongestPrincipalId);
        membership.Property(row => row.Name).SearchedBy(nameof(Membership.NameFolded), 4 * AccessRules.LongestName);
        membership.Property(row => row.NameFolded).HasMaxLength(AccessRules.LongestFoldedName);
        membership.Property(row => row.RightNames).HasMaxLength(200).IsUnicode(false);
        membership.Property(row => row.Version).IsConcurrencyToken();
        membership.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        // One for each scope: a manager must not find out who has access elsewhere by being refused.
        membership.HasIndex(row => new { row.TenantId, row.EntraTenantId, row.PrincipalKind, row.PrincipalId, row.ResellerId }, "IX_Memberships_OfReseller").IsUnique().HasFilter("ResellerId IS NOT NULL");
        membership.HasIndex(row => new { row.TenantId, row.EntraTenantId, row.PrincipalKind, row.PrincipalId }, "IX_Memberships_OfTenant").IsUnique().HasFilter("ResellerId IS NULL");
        // Asked by every request with a token of Entra, before its tenant is known.
        membership.HasIndex(row => new { row.EntraTenantId, row.PrincipalId });
        membership.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
    }
}
