using CspGraph.Domain.Orders;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Orders;

sealed class CreditLimitTable : IEntityTypeConfiguration<CreditLimit>
{
    public void Configure(EntityTypeBuilder<CreditLimit> limit)
    {
        limit.ToTable("CreditLimits").HasTenantKey(row => row.Id);
        limit.Property(row => row.Currency).IsCode(3);
        limit.Property(row => row.Version).IsConcurrencyToken();
        limit.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        limit.HasIndex(row => new { row.TenantId, row.ResellerId }).IsUnique();
    }
}
