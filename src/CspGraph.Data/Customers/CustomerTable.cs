using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Customers;

sealed class CustomerTable : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("Customers").HasTenantKey(row => row.Id);
        customer.Property(row => row.Name).SearchedBy(nameof(Customer.NameFolded), 200);
        customer.Property(row => row.NameFolded).HasMaxLength(600);
        customer.Property(row => row.Domain).SearchedBy(nameof(Customer.DomainFolded), 255);
        customer.Property(row => row.DomainFolded).HasMaxLength(765);
        customer.Property(row => row.Country).IsCode(2);
        customer.Property(row => row.BoughtUnderPlaId).IsCode(20);
        customer.Property(row => row.FactDates).HasMaxLength(400);
        customer.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        customer.HasIndex(row => new { row.TenantId, row.EntraTenantId }).IsUnique();
        customer.HasIndex(row => new { row.TenantId, row.NameFolded, row.Id });
        customer.HasIndex(row => new { row.TenantId, row.DomainFolded, row.Id });
        customer.HasIndex(row => new { row.TenantId, row.ResellerId, row.Id });
        customer.HasIndex(row => new { row.TenantId, row.ResellerId, row.NameFolded, row.Id });
        customer.HasIndex(row => new { row.TenantId, row.ResellerId, row.DomainFolded, row.Id });
    }
}
