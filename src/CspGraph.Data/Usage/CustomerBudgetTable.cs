using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Usage;

sealed class CustomerBudgetTable : IEntityTypeConfiguration<CustomerBudget>
{
    public void Configure(EntityTypeBuilder<CustomerBudget> budget)
    {
        budget.ToTable("CustomerBudgets").HasTenantKey(row => row.Id);
        budget.Property(row => row.Currency).IsCode(3);
        budget.Property(row => row.Thresholds).HasMaxLength(100).IsUnicode(false);
        budget.Property(row => row.Version).IsConcurrencyToken();
        budget.HasOne<Customer>().WithMany().HasForeignKey(row => new { row.TenantId, row.CustomerId }).OnDelete(DeleteBehavior.Cascade);
        budget.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        budget.HasIndex(row => new { row.TenantId, row.CustomerId }).IsUnique();
    }
}
