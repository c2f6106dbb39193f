using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Agreements;

sealed class CustomerAgreementTable : IEntityTypeConfiguration<CustomerAgreement>
{
    public void Configure(EntityTypeBuilder<CustomerAgreement> agreement)
    {
        agreement.ToTable("CustomerAgreements").HasTenantKey(row => row.Id);
        agreement.Property(row => row.SignatoryName).HasMaxLength(200);
        agreement.Property(row => row.SignatoryEmail).HasMaxLength(320);
        agreement.Property(row => row.TemplateId).HasMaxLength(100);
        agreement.Property(row => row.FactDates).HasMaxLength(400);
        agreement.HasOne<Customer>().WithMany().HasForeignKey(row => new { row.TenantId, row.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        agreement.HasIndex(row => new { row.TenantId, row.CustomerId }).IsUnique();
    }
}
